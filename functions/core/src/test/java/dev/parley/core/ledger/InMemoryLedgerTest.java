package dev.parley.core.ledger;

class InMemoryLedgerTest extends LedgerContract {
  private final LedgerStore store = new InMemoryLedger();

  @Override
  protected LedgerStore store() {
    return store;
  }
}
