package dev.parley.core.payment;

import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/** Money that came in and fits nothing that was expected. */
public sealed interface Stray extends Stage {
  /** The provider's name for the payment. */
  String externalId();

  /** Why it fits nothing. */
  enum Why {
    /** It was announced by nobody. */
    UNKNOWN_REFERENCE,
    /** It is not as much as its top-up. */
    OTHER_AMOUNT,
    /** Its top-up was paid before. */
    PAID_BEFORE
  }

  /**
   * It is kept aside.
   *
   * @param reference what it was paid under
   */
  record Kept(String externalId, Optional<String> reference, Why why, Instant at) implements Stray {
    @Override
    public Optional<Desk> desk() {
      return Optional.of(Desk.UNMATCHED);
    }
  }

  /**
   * It was put into somebody's wallet.
   *
   * @param by who found out whose it is
   * @param takenBack what the provider has taken back of it since
   */
  record Assigned(
      String externalId, String person, String by, String reason, Money takenBack, Instant at)
      implements Stray {
    Assigned afterTaking(Money more) {
      return new Assigned(externalId, person, by, reason, takenBack.plus(more), at);
    }
  }

  /**
   * It goes back where it came from, or has gone.
   *
   * @param kept what it was before: if it cannot go back, it is that again
   * @param withdrawal the one that it leaves by
   */
  record GivenBack(Kept kept, String by, String reason, PaymentId withdrawal, Instant at)
      implements Stray {
    @Override
    public String externalId() {
      return kept.externalId();
    }
  }

  /** The provider has taken it back without being asked, perhaps before anybody saw it here. */
  record Gone(String externalId, Instant at) implements Stray {}
}
