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
    /** What a specialist has repaid goes back where it was laid out from. */
    RESTORED
  }
}
