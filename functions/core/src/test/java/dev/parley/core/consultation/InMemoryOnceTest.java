package dev.parley.core.consultation;

class InMemoryOnceTest extends OnceContract {
  @Override
  protected PaidWorld.Stores stores() {
    return PaidWorld.Stores.inMemory();
  }
}
