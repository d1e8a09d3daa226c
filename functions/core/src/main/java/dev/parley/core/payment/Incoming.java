package dev.parley.core.payment;

import dev.parley.core.money.Money;
import java.util.Optional;

/**
 * A payment to the workspace, as its provider knows it.
 *
 * @param externalId the provider's own name for it
 * @param reference the one it was announced under, if it was
 * @param takenBack what the provider has taken back of it, without being asked
 */
public record Incoming(
    String externalId, Optional<String> reference, Money amount, State state, Money takenBack) {
  /** What it has come to. */
  public enum State {
    WAITING,
    PAID,
    /** The payer or their bank said no. */
    REFUSED,
    /** It was paid, and the provider sent it back. */
    RETURNED,
    /** It was paid, and the payer's bank took it back. */
    CHARGED_BACK
  }

  /**
   * @throws IllegalArgumentException when no payment can be so: a part of it is more than all of
   *     it, its name is longer than {@link Limits#EXTERNAL_CHARACTERS}, or it is more than anything
   *     of ours
   */
  public Incoming {
    if (externalId.length() > Limits.EXTERNAL_CHARACTERS || amount.amount() > Money.MOST) {
      throw new IllegalArgumentException("no payment of ours");
    }
    if (!amount.isPositive() || takenBack.amount() < 0 || takenBack.isMoreThan(amount)) {
      throw new IllegalArgumentException("no payment: " + takenBack + " of " + amount);
    }
  }

  /** Whether money came that is not here any more. */
  public boolean isGone() {
    return state == State.RETURNED || state == State.CHARGED_BACK;
  }

  /** Whether none of it is here any more. */
  boolean isWhollyGone() {
    return isGone() && takenBack.equals(amount);
  }

  /** The same before anything of it was gone. */
  Incoming asItCame() {
    return new Incoming(externalId, reference, amount, State.PAID, Money.zero(amount.currency()));
  }
}
