package dev.parley.core.consultation;

class InMemoryRacesTest extends RacesContract {
  @Override
  protected PaidWorld.Stores stores() {
    return PaidWorld.Stores.inMemory();
  }
}
