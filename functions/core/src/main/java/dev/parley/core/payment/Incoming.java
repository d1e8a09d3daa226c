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

  /** Whether money came that is not here any more. */
  public boolean isGone() {
    return state == State.RETURNED || state == State.CHARGED_BACK;
  }
}
