package dev.parley.lambda.bucket;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.conversation.ConversationId;

/** Every key of the bucket. All say the workspace behind what they are. */
final class Keys {
  private Keys() {}

  /** What a lifecycle rule deletes after a day. */
  static String upload(ConversationId conversation, String file) {
    return "uploads/" + of(conversation, file);
  }

  /** What stays; no form or link lets anybody write there. */
  static String file(ConversationId conversation, String file) {
    return "files/" + of(conversation, file);
  }

  /** What a lifecycle rule deletes after a month. */
  static String evidence(EvidenceJob job) {
    ConsultationId id = job.consultation();
    return "evidence/" + id.workspace() + "/" + id.value() + "/" + job.id();
  }

  private static String of(ConversationId conversation, String file) {
    return conversation.workspace() + "/" + conversation.value() + "/" + file;
  }
}
