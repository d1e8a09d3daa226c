package dev.parley.bench.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Answers the stream by the calls that Parley's projection makes and nothing else: two rows of
 * inboxes, the sockets of both owners, and a hint to those that watch nothing.
 */
public final class BareProject implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private static final List<String> OWNERS = List.of("client", "staff");

  private final Bare bare;
  private final Calls calls;
  private final String inbox;

  /** As the local cloud constructs it. */
  public BareProject(Map<String, String> environment, InstantSource clock) {
    this.bare = new Bare(environment, clock);
    this.calls = Calls.of(environment);
    this.inbox = environment.get("INBOX_TABLE");
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
      String key = record.getDynamodb().getKeys().get("c").getS();
      Map<String, AttributeValue> newest = new HashMap<>();
      record
          .getDynamodb()
          .getNewImage()
          .forEach(
              (name, it) ->
                  newest.put(name, AttributeValue.builder().s(it.getS()).n(it.getN()).build()));
      project(key.substring(key.indexOf('#') + 1), newest);
    }
    return new StreamsEventResponse(List.of());
  }

  private void project(String conversation, Map<String, AttributeValue> newest) {
    for (String owner : OWNERS) {
      calls.update(row(owner, conversation, newest));
    }
    bare.sockets(conversation);
    SdkBytes hint =
        SdkBytes.fromUtf8String(
            "{\"type\":\"inbox\",\"conversations\":[{\"id\":\"%s\",\"last\":{\"seq\":%d}}]}"
                .formatted(conversation, seq(newest)));
    bare.sockets(Bare.BYSTANDERS)
        .items()
        .forEach(row -> calls.post(row.get("connection").s(), hint));
  }

  private static long seq(Map<String, AttributeValue> entry) {
    return Long.parseLong(entry.get("sk").s().substring(2));
  }

  private UpdateItemRequest row(
      String owner, String conversation, Map<String, AttributeValue> newest) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("specialist", AttributeValue.fromS("lev-sokolov"));
    row.put("client", AttributeValue.fromS("vera-orlova"));
    row.put("openedAt", newest.get("at"));
    row.put("v", AttributeValue.fromN("2"));
    row.put("seq", AttributeValue.fromN(Long.toString(seq(newest))));
    row.put("lastAt", newest.get("at"));
    row.put("kind", AttributeValue.fromS("text"));
    row.put("author", newest.get("by"));
    row.put("side", newest.get("s"));
    row.put("preview", newest.get("t"));
    row.put("clientMessages", newest.get("nc"));
    row.put("staffMessages", newest.get("ns"));
    row.put("newestSide", newest.get("s"));
    row.put("changedAt", newest.get("at"));
    return UpdateItemRequest.builder()
        .tableName(inbox)
        .key(
            Map.of(
                "owner",
                AttributeValue.fromS("w#user#" + owner),
                "conversation",
                AttributeValue.fromS(conversation)))
        .updateExpression(
            row.keySet().stream()
                .map(name -> "#%1$s = :%1$s".formatted(name))
                .collect(Collectors.joining(", ", "SET ", "")))
        .conditionExpression("attribute_not_exists(seq) OR seq <= :seq")
        .expressionAttributeNames(
            row.keySet().stream().collect(Collectors.toMap(name -> "#" + name, name -> name)))
        .expressionAttributeValues(
            row.entrySet().stream()
                .collect(Collectors.toMap(it -> ":" + it.getKey(), Map.Entry::getValue)))
        .returnValues(ReturnValue.ALL_NEW)
        .build();
  }
}
