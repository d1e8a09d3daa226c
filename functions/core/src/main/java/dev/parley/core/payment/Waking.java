package dev.parley.core.payment;

import java.time.Instant;

/** That a payment is to be gone on with at an instant. A hint: late, early, twice or never. */
public record Waking(PaymentId payment, Instant at) {
  /** Over how many places the instants at which payments wake are spread. */
  public static final int SHARDS = 4;

  /** Where among {@link #SHARDS} a payment's instant is kept. */
  public static int shard(PaymentId id) {
    return Math.floorMod(id.value().hashCode(), SHARDS);
  }
}
