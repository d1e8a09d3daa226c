package dev.parley.core.finance;

class InMemoryNightsTest extends NightsContract {
  private final NightStore store = new InMemoryNights();

  @Override
  protected NightStore store() {
    return store;
  }
}
