package dev.parley.provider.account;

import java.util.random.RandomGenerator;

/** Makes ids that no provider before this one has given out. */
public final class Ids {
  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 20;

  private final RandomGenerator random;

  /**
   * @param random which can be used by several threads
   */
  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** Such as {@code pay_8d0k2m…}. */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append('_');
    random.ints(LENGTH, 0, LETTERS.length()).forEach(letter -> id.append(LETTERS.charAt(letter)));
    return id.toString();
  }
}
