package dev.parley.core.conversation;

import java.time.Instant;

/** That a client may not write until an instant, and why. */
public record Restriction(Reason reason, Instant until) {
  /** It ends by itself: no timer takes it away. */
  public boolean holdsAt(Instant now) {
    return now.isBefore(until);
  }
}
