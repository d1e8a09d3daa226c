package dev.parley.lambda.bootstrap;

import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Secure random numbers that no other copy of a snapshot will draw: the generator is born anew
 * after every restore.
 */
final class FreshRandom implements RandomGenerator, Resource {
  private final Supplier<RandomGenerator> birth;
  private volatile RandomGenerator random;

  /**
   * @param birth makes a generator that no other copy of this process has
   */
  FreshRandom(Supplier<RandomGenerator> birth) {
    this.birth = birth;
    this.random = birth.get();
  }

  /** Core holds its resources weakly: whoever calls this must keep what it returns. */
  static FreshRandom registered() {
    FreshRandom random = new FreshRandom(SecureRandom::new);
    Core.getGlobalContext().register(random);
    return random;
  }

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    // Nothing is to be saved: what was drawn before is not drawn again.
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    random = birth.get();
  }
}
