package dev.parley.core.workspace;

class InMemoryQuotaTest extends QuotaContract {
  private final Quota quota = new InMemoryQuota();

  @Override
  protected Quota quota() {
    return quota;
  }
}
