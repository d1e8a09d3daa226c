package dev.parley.core.consultation;

import dev.parley.core.conversation.ConversationId;
import java.util.Optional;

/** What a person wants of consultations, by whichever way they say it. */
public sealed interface Errand {
  /**
   * The person's own name for it, 6 to {@link Limits#KEY_CHARACTERS} characters: the same under the
   * same key is done once, for ever.
   */
  String key();

  /** A client asks for a consultation. */
  record Request(String key, Where where, Wish wish, Optional<String> question) implements Errand {}

  /** Somebody does something with a consultation. */
  record Carry(String key, ConsultationId consultation, Command command) implements Errand {}

  /** Where a consultation is requested. */
  sealed interface Where {
    /** In a conversation, from its window. */
    record In(ConversationId conversation) implements Where {}

    /** Of a specialist, from their page: the conversation is found, or begins. */
    record Of(String specialist) implements Where {}
  }
}
