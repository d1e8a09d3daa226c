package dev.parley.core.payment;

import java.time.Instant;
import java.util.Optional;

/** Money on its way out of the workspace. */
public sealed interface Withdrawal extends Stage {
  Destination to();

  /** It is set aside, and nobody knows its end. */
  sealed interface UnderWay extends Withdrawal permits Awaiting, Sending, Reconciling, Sent {}

  /** It is more than may leave without a second person's word. */
  record Awaiting(Destination to) implements UnderWay {
    @Override
    public Optional<Desk> desk() {
      return Optional.of(Desk.APPROVAL);
    }
  }

  /**
   * It may leave, and the provider has not been called yet.
   *
   * @param failures how often it could not be called
   */
  record Sending(Destination to, int failures, Instant sendsAt) implements UnderWay {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(sendsAt);
    }
  }

  /**
   * The provider was called, and nobody knows what came of it: it stays so until the provider has
   * answered.
   *
   * @param asked how often the provider was asked
   */
  record Reconciling(Destination to, Instant since, int asked, Instant asksAt) implements UnderWay {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(asksAt);
    }

    @Override
    public Optional<Desk> desk() {
      return Optional.of(Desk.RECONCILING);
    }
  }

  /**
   * The provider has it, and has not said how it ended.
   *
   * @param asked how often it was asked since
   */
  record Sent(Destination to, Optional<String> externalId, int asked, Instant asksAt)
      implements UnderWay {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(asksAt);
    }
  }

  /** It has left. */
  record Paid(Destination to, Optional<String> externalId, Instant at) implements Withdrawal {}

  /**
   * It has not left, and will not: the money is back.
   *
   * @param reason the provider's code for it
   */
  record Failed(Destination to, String reason, Instant at) implements Withdrawal {}

  /**
   * The second person said no: the money is back.
   *
   * @param by that person
   */
  record Rejected(Destination to, String by, String reason, Instant at) implements Withdrawal {}

  /** Its owner called it off before the provider was called: the money is back. */
  record Cancelled(Destination to, Instant at) implements Withdrawal {}
}
