package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Lapse;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be rebuilt: one conversation, as somebody asks for it by hand, or what a function that
 * reads the stream could not project, as Lambda tells it to a queue.
 *
 * @param lapses by the message that told of them
 */
public record Rebuilding(List<ConversationId> conversations, List<Told> lapses) {
  public Rebuilding {
    conversations = List.copyOf(conversations);
    lapses = List.copyOf(lapses);
  }

  /** A lapse and the message that told of it. */
  public record Told(String messageId, Lapse lapse) {}

  /**
   * Reads {@code {"workspace", "conversation"}} or an event of a queue. See "Retain discarded
   * records for a DynamoDB event source" in the AWS Lambda developer guide.
   */
  public static Rebuilding read(String event) {
    ObjectNode json = Json.trusted(event);
    if (!json.has("Records")) {
      Fields fields = new Fields(json);
      String workspace = fields.text("workspace", Ids.SHORT);
      ConversationId id = Paths.conversation(workspace, fields.text("conversation", 1, 64));
      fields.end();
      return new Rebuilding(List.of(id), List.of());
    }
    List<Told> lapses = new ArrayList<>();
    for (QueueMessage message : QueueMessage.of(json)) {
      JsonNode batch = Json.trusted(message.body()).path("DDBStreamBatchInfo");
      lapses.add(
          new Told(
              message.id(),
              new Lapse(
                  batch.path("streamArn").asText(),
                  batch.path("shardId").asText(),
                  batch.path("startSequenceNumber").asText(),
                  batch.path("endSequenceNumber").asText())));
    }
    return new Rebuilding(List.of(), lapses);
  }
}
