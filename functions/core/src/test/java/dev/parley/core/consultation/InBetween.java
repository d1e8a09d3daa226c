package dev.parley.core.consultation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store in which something else happens once, after somebody has decided and before they commit.
 */
class InBetween implements ConsultationStore {
  private final ConsultationStore store;
  private final int deciding;
  private final AtomicReference<Runnable> next = new AtomicReference<>();
  private boolean afterReading;
  private int reads;

  InBetween(ConsultationStore store) {
    this(store, 2);
  }

  /**
   * @param deciding which of the reads it is that somebody decides by: whoever is a person is read
   *     once before, to see whether they may know of it
   */
  InBetween(ConsultationStore store, int deciding) {
    this.store = store;
    this.deciding = deciding;
  }

  /** Lets something happen right before the next commit. */
  void beforeCommit(Runnable what) {
    afterReading = false;
    next.set(what);
  }

  /** Lets something happen right after the consultation is read to decide. */
  void afterReading(Runnable what) {
    afterReading = true;
    reads = 0;
    next.set(what);
  }

  /** Whether it has happened. */
  boolean happened() {
    return next.get() == null;
  }

  private void happen(boolean reading) {
    if (afterReading == reading) {
      Optional.ofNullable(next.getAndSet(null)).ifPresent(Runnable::run);
    }
  }

  @Override
  public boolean commit(Change change) {
    happen(false);
    return store.commit(change);
  }

  @Override
  public Optional<Consultation> find(ConsultationId id) {
    Optional<Consultation> found = store.find(id);
    if (++reads == deciding) {
      happen(true);
    }
    return found;
  }

  @Override
  public Optional<Paper> paper(ConsultationId id, int number) {
    return store.paper(id, number);
  }

  @Override
  public List<ConsultationId> live(
      String workspace, Actor side, String person, Optional<ConsultationId> after, int atMost) {
    return store.live(workspace, side, person, after, atMost);
  }

  @Override
  public List<Claimed> claims(String workspace, Optional<Claimed> after, int atMost) {
    return store.claims(workspace, after, atMost);
  }

  @Override
  public List<Timer> due(int shard, Instant until, int atMost) {
    return store.due(shard, until, atMost);
  }
}
