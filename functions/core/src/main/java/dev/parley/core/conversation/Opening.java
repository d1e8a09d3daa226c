package dev.parley.core.conversation;

import java.util.Optional;

/** With whom somebody wants to begin a conversation. */
public sealed interface Opening {
  /** A client, with a specialist or a channel. */
  record ByClient(Counterpart counterpart) implements Opening {}

  /**
   * Staff, with a client.
   *
   * @param channel the channel an operator writes for; a specialist writes for themselves
   */
  record ByStaff(String client, Optional<String> channel) implements Opening {}
}
