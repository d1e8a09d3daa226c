package dev.parley.core.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store in which something else happens once, right before the next commit. */
final class Meanwhile implements PaymentStore {
  private final PaymentStore store;
  private Optional<Runnable> next;

  Meanwhile(PaymentStore store, Runnable what) {
    this.store = store;
    this.next = Optional.of(what);
  }

  boolean happened() {
    return next.isEmpty();
  }

  @Override
  public boolean commit(Change change) {
    Optional<Runnable> now = next;
    next = Optional.empty();
    now.ifPresent(Runnable::run);
    return store.commit(change);
  }

  @Override
  public Optional<Payment> find(PaymentId id) {
    return store.find(id);
  }

  @Override
  public List<Payment> of(String workspace, String person, Optional<Place> before, int atMost) {
    return store.of(workspace, person, before, atMost);
  }

  @Override
  public List<Payment> on(String workspace, Desk desk, Optional<Place> after, int atMost) {
    return store.on(workspace, desk, after, atMost);
  }

  @Override
  public List<Waking> due(int shard, Instant until, int atMost) {
    return store.due(shard, until, atMost);
  }
}
