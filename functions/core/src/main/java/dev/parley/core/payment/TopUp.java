package dev.parley.core.payment;

import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/** Money that a person pays into their wallet, on the provider's page. */
public sealed interface TopUp extends Stage {
  /** A top-up that nobody has paid yet. */
  sealed interface Unpaid extends TopUp permits Asked, Waiting, Lapsed {
    /** The consultation that is to be paid with it as soon as it is there. */
    Optional<String> completes();
  }

  /** The provider has not opened a page yet. */
  record Asked(Optional<String> completes, Instant expiresAt, Instant asksAt) implements Unpaid {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(asksAt);
    }
  }

  /**
   * The page is open, and nobody has paid there.
   *
   * @param polls how often the provider was asked without its having told anything
   */
  record Waiting(
      Optional<String> completes, String page, Instant expiresAt, int polls, Instant asksAt)
      implements Unpaid {
    @Override
    public Optional<Instant> wakeAt() {
      return Optional.of(asksAt);
    }
  }

  /**
   * The page is not waited for any more. What is paid there still arrives.
   *
   * @param refused whether the payer or their bank said no; else nobody came in time
   */
  record Lapsed(Optional<String> completes, boolean refused, Instant at) implements Unpaid {}

  /**
   * The money is in the wallet.
   *
   * @param completes the consultation that is still to be paid with it
   * @param externalId the provider's name for the payment
   * @param returned what is on its way back or has gone back, because its owner wanted that
   * @param takenBack what the provider has taken back of it
   */
  record Credited(
      Optional<String> completes,
      String externalId,
      Money returned,
      Money takenBack,
      Instant creditedAt)
      implements TopUp {
    @Override
    public Optional<Instant> wakeAt() {
      return completes.map(_ -> creditedAt);
    }

    /** What can still go back where it came from. */
    public Money left(Money amount) {
      Money gone = returned.plus(takenBack);
      return amount.minus(gone.atMost(amount));
    }

    Credited afterReturn(Money more) {
      return new Credited(completes, externalId, returned.plus(more), takenBack, creditedAt);
    }

    Credited takenBack(Money all) {
      return new Credited(completes, externalId, returned, all, creditedAt);
    }

    Credited completed() {
      return new Credited(Optional.empty(), externalId, returned, takenBack, creditedAt);
    }
  }
}
