package dev.parley.core.conversation;

import java.time.Instant;

/**
 * What an author gets for what they wrote: it is entry {@code seq}. It holds nothing that changes
 * with time, so whoever tries again gets an equal one.
 */
public record Receipt(
    ConversationId conversation, ClientMessageId clientMessageId, long seq, Instant at) {
  static Receipt of(Draft draft, Entry entry) {
    return new Receipt(draft.conversation(), draft.clientMessageId(), entry.seq(), entry.at());
  }
}
