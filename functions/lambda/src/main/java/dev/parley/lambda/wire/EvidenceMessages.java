package dev.parley.lambda.wire;

import dev.parley.core.consultation.EvidenceJob;

/** Jobs of gathering evidence as messages. */
public final class EvidenceMessages {
  private static final int ID_CHARACTERS = 64;

  private EvidenceMessages() {}

  /** Reads a message; one that is none of ours is refused. */
  public static EvidenceJob job(QueueMessage message) {
    Fields fields = message.fields();
    return new EvidenceJob(QueueMessage.consultation(fields), fields.text("job", 1, ID_CHARACTERS));
  }

  /** {@code {"v":1,"workspace":"…","consultation":"…","job":"…"}}. */
  public static String text(EvidenceJob job) {
    return Json.text(QueueMessage.about(job.consultation()).put("job", job.id()));
  }
}
