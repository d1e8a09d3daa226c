package dev.parley.core.consultation;

import java.time.Instant;

/**
 * That a consultation wakes at an instant. It is a hint: it may come late, early, twice or never.
 *
 * @param purpose which of the product's queues it goes by
 */
public record Timer(ConsultationId consultation, Instant at, Purpose purpose) {
  /** What is to happen then. */
  public enum Purpose {
    /** Money is released. */
    PAYOUT,
    /** Anything else. */
    DEADLINE
  }

  /** Over how many places the instants at which consultations wake are spread. */
  public static final int SHARDS = 16;

  /** Where among {@link #SHARDS} a consultation's timer is kept. */
  public static int shard(ConsultationId id) {
    return Math.floorMod(id.value().hashCode(), SHARDS);
  }

  /** The timer of a consultation that wakes at an instant. */
  public static Timer of(Consultation consultation, Instant at) {
    boolean pays = consultation.stage() instanceof Stage.Closed;
    return new Timer(consultation.id(), at, pays ? Purpose.PAYOUT : Purpose.DEADLINE);
  }
}
