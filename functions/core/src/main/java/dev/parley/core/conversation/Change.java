package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;

/** What somebody wants to change of how the two sides stand. */
public sealed interface Change {
  /** No more messages from the other side. */
  record Block(boolean confirmed) implements Change {}

  /** One's own side's block is taken back; the other's stays. */
  record Unblock(boolean confirmed) implements Change {}

  /** Out of the client's list. */
  record Hide() implements Change {}

  /** Back into it. */
  record Restore() implements Change {}

  /** The client writes no more until an instant. */
  record Restrict(Reason reason, Optional<String> note, Instant until) implements Change {}

  /** A restriction ends before its time. */
  record Lift() implements Change {}

  /** The client has left the messenger they were reached by. */
  record Leave() implements Change {}

  /** The client is there again. */
  record Return() implements Change {}
}
