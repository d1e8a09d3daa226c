package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.EvidenceJob;
import java.util.ArrayList;
import java.util.List;

/** Jobs of gathering evidence as messages. */
public final class EvidenceMessages {
  private static final int VERSION = 1;
  private static final int ID_CHARACTERS = 64;

  private EvidenceMessages() {}

  /** One message of a queue, not read yet: each has a verdict of its own. */
  public record Message(String id, String body) {
    /** Reads it; one that is none of ours is refused. */
    public EvidenceJob job() {
      Fields fields = new Fields(Json.object(body));
      fields.number("v", VERSION, VERSION);
      ConsultationId consultation =
          new ConsultationId(
              fields.text("workspace", Ids.SHORT), fields.text("consultation", 1, ID_CHARACTERS));
      return new EvidenceJob(consultation, fields.text("job", 1, ID_CHARACTERS));
    }
  }

  /** The messages that a queue calls a function with. */
  public static List<Message> read(String event) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : Json.trusted(event).path("Records")) {
      messages.add(new Message(message.path("messageId").asText(), message.path("body").asText()));
    }
    return messages;
  }

  /** {@code {"v":1,"workspace":"…","consultation":"…","job":"…"}}. */
  public static String text(EvidenceJob job) {
    return Json.text(
        Json.object()
            .put("v", VERSION)
            .put("workspace", job.consultation().workspace())
            .put("consultation", job.consultation().value())
            .put("job", job.id()));
  }
}
