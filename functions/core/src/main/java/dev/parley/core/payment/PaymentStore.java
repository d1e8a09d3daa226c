package dev.parley.core.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps payments. Reads of one are strongly consistent; lists may lag behind by a moment.
 *
 * <p>All methods throw {@link dev.parley.core.failure.Unavailable} when nothing has happened and
 * trying again is right; {@link #commit} throws {@link dev.parley.core.failure.Ambiguous} when it
 * cannot know.
 */
public interface PaymentStore {
  Optional<Payment> find(PaymentId id);

  /**
   * Applies all of a step or nothing.
   *
   * @return false when somebody was faster and nothing was written
   */
  boolean commit(Change change);

  /**
   * The top-ups and withdrawals of a person, the newest first.
   *
   * @param before the last one that the caller has; empty for the newest
   * @return fewer than {@code atMost} only at the end
   */
  List<Payment> of(String workspace, String person, Optional<Place> before, int atMost);

  /**
   * What stands on a list of those who keep the workspace's money, the oldest first.
   *
   * @param after the last one that the caller has; empty for the oldest
   * @return fewer than {@code atMost} only at the end
   */
  List<Payment> on(String workspace, Desk desk, Optional<Place> after, int atMost);

  /**
   * What is to be gone on with at or before an instant, the earliest first.
   *
   * @param shard one of {@link Waking#SHARDS}
   */
  List<Waking> due(int shard, Instant until, int atMost);

  /**
   * Where a payment stands in a list.
   *
   * @param at when it was created
   * @param id its value
   */
  record Place(Instant at, String id) {
    public static Place of(Payment payment) {
      return new Place(payment.createdAt(), payment.id().value());
    }
  }
}
