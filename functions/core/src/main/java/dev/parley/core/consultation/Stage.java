package dev.parley.core.consultation;

import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a consultation has come to; each stage holds what it needs and nothing else. */
public sealed interface Stage {
  /** When time alone changes it; empty when it never does. */
  Optional<Instant> wakeAt();

  /** The terms that stand, where there are any. */
  Optional<Terms> terms();

  /** A stage with terms. */
  sealed interface Agreeable extends Stage permits Offered, Bound {
    Terms standing();

    @Override
    default Optional<Terms> terms() {
      return Optional.of(standing());
    }
  }

  /** A stage in which both have agreed on terms. */
  sealed interface Bound extends Agreeable permits Agreed, Holding, Completed {}

  /** A stage in which the money is held. */
  sealed interface Holding extends Bound permits Paid, Open, Closed, Disputed {}

  /** A stage that is never left without a payment. */
  sealed interface Over extends Stage permits Declined, Cancelled, Expired {
    @Override
    default Optional<Instant> wakeAt() {
      return Optional.empty();
    }

    @Override
    default Optional<Terms> terms() {
      return Optional.empty();
    }
  }

  /** The client asks; the specialist has not offered yet. */
  record Requested(Wish wish, int offers, Instant lapsesAt) implements Stage {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(lapsesAt);
    }

    @Override
    public Optional<Terms> terms() {
      return Optional.empty();
    }
  }

  /** Terms are offered and wait for the client. */
  record Offered(Terms standing, Instant lapsesAt) implements Agreeable {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(lapsesAt);
    }
  }

  /** Both agree, and it is not paid. */
  record Agreed(Terms standing, Instant agreedAt, Instant payBy) implements Bound {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(payBy);
    }
  }

  /** It is paid, and begins at the agreed instant. */
  record Paid(Terms standing, Instant paidAt, Instant startAt, Instant dueAt) implements Holding {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(startAt);
    }
  }

  /**
   * The specialist works.
   *
   * @param reminders how often the specialist was reminded that it is overdue
   */
  record Open(Terms standing, Instant openedAt, Instant dueAt, int reminders) implements Holding {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(Overdue.next(dueAt, reminders));
    }
  }

  /** The specialist says that it is done; the money waits for a claim. */
  record Closed(Terms standing, Instant closedAt, Instant releasesAt) implements Holding {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(releasesAt);
    }
  }

  /**
   * The client claims that it was poor.
   *
   * @param left how much of the window was left
   * @param remindsAt when the arbiters are reminded of it; empty when they were
   */
  record Disputed(
      Terms standing,
      Instant closedAt,
      Duration left,
      Instant claimedAt,
      Optional<Instant> remindsAt)
      implements Holding {
    @Override
    public Optional<Instant> wakeAt() {
      return remindsAt;
    }
  }

  /** The money has gone where it belongs. */
  record Completed(Terms standing, Settlement settlement, Instant completedAt) implements Bound {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.empty();
    }
  }

  /** The specialist does not take it. */
  record Declined(Instant at) implements Over {}

  /**
   * One of the two has called it off.
   *
   * @param refunded what the client had paid
   */
  record Cancelled(Actor by, Money refunded, Instant at) implements Over {}

  /** Nobody answered, or it was not paid in time. */
  record Expired(Instant at) implements Over {}
}
