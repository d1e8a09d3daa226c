package dev.parley.core.ledger;

import java.util.Optional;

/**
 * Why money moved.
 *
 * @param of what it moved for: a consultation, or the person concerned
 * @param by the person who wanted it; empty when time alone did
 * @param reason in their words
 */
public record Cause(Event event, String of, Optional<String> by, Optional<String> reason) {
  /** What happens to money. */
  public enum Event {
    /** Put into a wallet by somebody who keeps the workspace's money. */
    CREDITED,
    /** Put into the reserve by the same. */
    FUNDED,
    /** Paid for a consultation. */
    PAID,
    /** Given to the specialist. */
    RELEASED,
    /** Given back to the client. */
    REFUNDED,
    /** Parted between the two. */
    SPLIT,
    /** Given back to the client after the specialist had got it. */
    RECLAIMED,
    /** What somebody has repaid goes back where it was laid out from. */
    RESTORED,
    /** Paid into a wallet through the provider. */
    TOPPED_UP,
    /** Came in through the provider, fits nothing that was expected, and is kept aside. */
    KEPT,
    /** What was kept aside is put into the wallet of whom it belongs to. */
    ASSIGNED,
    /** The provider or a payer's bank has taken a payment back without being asked. */
    TAKEN_BACK,
    /** Set aside to leave. */
    WITHDRAWN,
    /** It has left. */
    LEFT,
    /** What was set aside has not left, and is back. */
    STAYED,
    /** What somebody owes is taken from what has come into their wallet since. */
    SETTLED
  }
}
