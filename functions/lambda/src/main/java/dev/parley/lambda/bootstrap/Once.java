package dev.parley.lambda.bootstrap;

import java.util.function.Supplier;

/** Makes something when it is first asked for, and gives the same ever after. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  Once(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
