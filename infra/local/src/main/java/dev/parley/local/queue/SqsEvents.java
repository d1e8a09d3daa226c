package dev.parley.local.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Messages as Lambda gives them to functions and to filters. */
final class SqsEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SqsEvents() {}

  static byte[] event(List<QueueMessage> messages, String queueArn) {
    ObjectNode event = JSON.createObjectNode();
    var records = event.putArray("Records");
    messages.forEach(it -> records.add(item(it, queueArn)));
    return bytes(event);
  }

  /** Of one message in the event. */
  static int size(QueueMessage message, String queueArn) {
    return bytes(item(message, queueArn)).length + 1;
  }

  private static ObjectNode item(QueueMessage message, String queueArn) {
    ObjectNode item = JSON.createObjectNode();
    item.put("messageId", message.id());
    item.put("receiptHandle", message.receipt());
    item.put("body", message.body());
    ObjectNode attributes = item.putObject("attributes");
    message.attributes().forEach(attributes::put);
    ObjectNode values = item.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach(
            (name, value) -> {
              ObjectNode written = values.putObject(name);
              written.put(value.binary() ? "binaryValue" : "stringValue", value.value());
              written.putArray("stringListValues");
              written.putArray("binaryListValues");
              written.put("dataType", value.dataType());
            });
    item.put("md5OfBody", message.md5OfBody());
    item.put("eventSource", "aws:sqs");
    item.put("eventSourceARN", queueArn);
    item.put("awsRegion", queueArn.split(":", -1)[3]);
    return item;
  }

  /** What filter criteria of a queue look at. */
  static JsonNode filtered(QueueMessage message) {
    ObjectNode seen = JSON.createObjectNode();
    try {
      JsonNode body = JSON.readTree(message.body());
      if (body.isObject() || body.isArray()) {
        return seen.set("body", body);
      }
    } catch (JsonProcessingException e) {
      // Plain text, which patterns may match as such.
      return seen.put("body", message.body());
    }
    return seen.put("body", message.body());
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
