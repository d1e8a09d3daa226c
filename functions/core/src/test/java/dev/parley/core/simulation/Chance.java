package dev.parley.core.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Everything that happens by chance, from one seed. */
public final class Chance {
  private static final int ALL = 1_000;

  private final SplittableRandom random;

  public Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Whether what happens so many times in a thousand happens now. */
  public boolean perMille(int share) {
    return random.nextInt(ALL) < share;
  }

  public boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  /** From the first number up to the second, both included. */
  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public <T> T of(List<T> many) {
    return many.get(random.nextInt(many.size()));
  }

  /** A wait in microseconds, short as a rule and long now and then, about the mean. */
  public long about(long mean) {
    return (long) (-mean * Math.log(1 - random.nextDouble())) + 1;
  }

  public RandomGenerator generator() {
    return random.split();
  }
}
