package dev.parley.lambda.wire;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.failure.Refused;

/** Reads ids out of paths and fields. */
final class Paths {
  static final int CHARACTERS = 64;

  private Paths() {}

  /** What cannot be the id of a conversation is answered like an id that does not exist. */
  static ConversationId conversation(String workspace, String value) {
    if (!ConversationId.isWellFormed(value)) {
      throw Refused.notFound();
    }
    return new ConversationId(workspace, value);
  }

  /** The conversation that a field names. */
  static ConversationId conversation(Fields fields, String workspace) {
    return conversation(workspace, fields.text("conversationId", 1, CHARACTERS));
  }

  /** The consultation that a field names. */
  static ConsultationId consultation(Fields fields, String workspace) {
    return consultation(workspace, fields.text("consultationId", 1, CHARACTERS));
  }

  /** The same for the id of a consultation. */
  static ConsultationId consultation(String workspace, String value) {
    if (!ConsultationId.isWellFormed(value)) {
      throw Refused.notFound();
    }
    return new ConsultationId(workspace, value);
  }
}
