package dev.parley.lambda.wire;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.failure.Refused;

/** Reads ids out of paths and fields. */
final class Paths {
  private Paths() {}

  /** What cannot be the id of a conversation is answered like an id that does not exist. */
  static ConversationId conversation(String workspace, String value) {
    if (!ConversationId.isWellFormed(value)) {
      throw Refused.notFound();
    }
    return new ConversationId(workspace, value);
  }
}
