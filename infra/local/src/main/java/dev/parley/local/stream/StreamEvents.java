package dev.parley.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Makes the events that Lambda hands to functions (AWS: using Lambda with DynamoDB). */
final class StreamEvents {
  private static final String EVENT_VERSION = "1.1";

  private final StreamSource source;

  StreamEvents(StreamSource source) {
    this.source = source;
  }

  static byte[] event(List<Change> batch) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    batch.forEach(it -> records.add(it.json()));
    return Json.bytes(event);
  }

  /**
   * @param at when it was written; the engine itself knows only the minute
   */
  ObjectNode json(Record engine, Instant at) {
    ObjectNode json = Json.object();
    json.put("eventID", engine.eventID().replace("-", ""));
    json.put("eventName", engine.eventNameAsString());
    json.put("eventVersion", EVENT_VERSION);
    json.put("eventSource", "aws:dynamodb");
    json.put("awsRegion", source.region());
    json.set("dynamodb", written(engine.dynamodb(), at));
    if (engine.userIdentity() != null) {
      json.putObject("userIdentity")
          .put("type", engine.userIdentity().type())
          .put("principalId", engine.userIdentity().principalId());
    }
    json.put("eventSourceARN", source.streamArn());
    return json;
  }

  private static ObjectNode written(StreamRecord engine, Instant at) {
    ObjectNode json = Json.object();
    json.put("ApproximateCreationDateTime", at.getEpochSecond());
    json.set("Keys", map(engine.keys()));
    if (engine.hasNewImage()) {
      json.set("NewImage", map(engine.newImage()));
    }
    if (engine.hasOldImage()) {
      json.set("OldImage", map(engine.oldImage()));
    }
    json.put("SequenceNumber", engine.sequenceNumber());
    json.put("SizeBytes", engine.sizeBytes());
    json.put("StreamViewType", engine.streamViewTypeAsString());
    return json;
  }

  private static ObjectNode map(Map<String, AttributeValue> item) {
    ObjectNode json = Json.object();
    item.forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static JsonNode value(AttributeValue value) {
    ObjectNode json = Json.object();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case B -> json.put("B", base64(value.b()));
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      case NS -> value.ns().forEach(json.putArray("NS")::add);
      case BS -> value.bs().stream().map(StreamEvents::base64).forEach(json.putArray("BS")::add);
      case L -> value.l().stream().map(StreamEvents::value).forEach(json.putArray("L")::add);
      case M -> json.set("M", map(value.m()));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute of a type that is not known: " + value);
    }
    return json;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
