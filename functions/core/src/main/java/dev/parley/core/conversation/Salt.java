package dev.parley.core.conversation;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Hides an entry's content from whoever has only the hash: without it, a text erased on request
 * could be guessed from what the chain keeps.
 *
 * @param value 96 random bits, 16 characters of base64url
 */
public record Salt(String value) {
  /** Where a text was erased, its salt is, too. */
  public static final Salt GONE = new Salt("");

  private static final int BYTES = 12;

  static Salt random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Salt(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
