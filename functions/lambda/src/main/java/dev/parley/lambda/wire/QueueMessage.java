package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.payment.PaymentId;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a queue, not read yet: each has a verdict of its own.
 *
 * @param id the queue's name for it
 */
public record QueueMessage(String id, String body) {
  private static final int VERSION = 1;
  private static final int ID_CHARACTERS = 64;

  /** The messages that a queue calls a function with. */
  public static List<QueueMessage> read(String event) {
    return of(Json.trusted(event));
  }

  /** The same; none where something else calls it. */
  static List<QueueMessage> of(ObjectNode event) {
    List<QueueMessage> messages = new ArrayList<>();
    for (JsonNode message : event.path("Records")) {
      messages.add(
          new QueueMessage(message.path("messageId").asText(), message.path("body").asText()));
    }
    return messages;
  }

  /** The answer to a queue: which messages are to come again. */
  public static String answer(List<String> failed) {
    ObjectNode json = Json.object();
    failed.forEach(id -> json.withArray("batchItemFailures").addObject().put("itemIdentifier", id));
    return Json.text(json);
  }

  /** What every body of ours about a consultation begins with: {@code {"v", "workspace", …}}. */
  static ObjectNode about(ConsultationId consultation) {
    return of(consultation.workspace()).put("consultation", consultation.value());
  }

  /** The same about a payment. */
  static ObjectNode about(PaymentId payment) {
    return of(payment.workspace()).put("payment", payment.value());
  }

  /** The same about a workspace. */
  static ObjectNode of(String workspace) {
    return Json.object().put("v", VERSION).put("workspace", workspace);
  }

  /** The fields of a body; one of another version is refused. */
  Fields fields() {
    Fields fields = new Fields(Json.object(body));
    fields.number("v", VERSION, VERSION);
    return fields;
  }

  /** The consultation that a body is about. */
  static ConsultationId consultation(Fields fields) {
    return new ConsultationId(
        fields.text("workspace", Ids.SHORT), fields.text("consultation", 1, ID_CHARACTERS));
  }

  /** The payment that a body is about. */
  static PaymentId payment(Fields fields) {
    return new PaymentId(fields.text("workspace", Ids.SHORT), fields.text("payment", Ids.PAYMENT));
  }
}
