package dev.parley.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamEventTest {
  private LocalDynamo dynamo;
  private StreamFixture fixture;

  @BeforeEach
  void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    fixture = StreamFixture.on(dynamo);
  }

  @AfterEach
  void stop() {
    fixture.close();
    dynamo.close();
  }

  private JsonNode record(int index) {
    return fixture.events.get(index).at("/Records/0");
  }

  private static DynamodbEvent decoded(JsonNode event) {
    return LambdaEventSerializers.serializerFor(
            DynamodbEvent.class, StreamEventTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(Json.bytes(event)));
  }

  @Test
  @Conforms("streams-event")
  void anInsertAModificationAndARemovalAreToldWithTheirImages() {
    fixture.start(it -> it.batchSize = 1);
    fixture.put("k", 1, "old");
    fixture.put("k", 1, "new");
    Map<String, AttributeValue> key = new HashMap<>(StreamFixture.item("k", 1, ""));
    key.remove("text");
    dynamo.client().deleteItem(it -> it.tableName(fixture.table).key(key));
    fixture.delivered(3);
    assertThat(List.of(0, 1, 2))
        .extracting(it -> record(it).get("eventName").asText())
        .containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(record(0).at("/dynamodb/OldImage").isMissingNode()).isTrue();
    assertThat(record(1).at("/dynamodb/OldImage/text/S").asText()).isEqualTo("old");
    assertThat(record(1).at("/dynamodb/NewImage/text/S").asText()).isEqualTo("new");
    assertThat(record(2).at("/dynamodb/NewImage").isMissingNode()).isTrue();
    assertThat(record(2).at("/dynamodb/Keys"))
        .isEqualTo(
            StreamFixture.read(
                "{\"id\":{\"S\":\"k\"},\"at\":{\"N\":\"1\"}}".getBytes(StandardCharsets.UTF_8)));
    assertThat(record(2).has("userIdentity")).isFalse();
  }

  @Test
  @Conforms("streams-event")
  void theEventSaysWhereItComesFromAndWhen() {
    fixture.start(_ -> {});
    Instant before = fixture.clock.instant();
    fixture.put("a");
    fixture.delivered(1);
    JsonNode record = record(0);
    assertThat(record.get("eventID").asText()).matches("[0-9a-f]{32}");
    assertThat(record.get("eventVersion").asText()).isEqualTo("1.1");
    assertThat(record.get("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(record.get("awsRegion").asText()).isEqualTo("eu-central-1");
    assertThat(record.get("eventSourceARN").asText()).isEqualTo(StreamFixture.STREAM);
    assertThat(record.at("/dynamodb/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(record.at("/dynamodb/SizeBytes").asInt()).isPositive();
    assertThat(record.at("/dynamodb/SequenceNumber").asText()).matches("\\d{21,40}");
    assertThat(record.at("/dynamodb/ApproximateCreationDateTime").asLong())
        .isBetween(before.getEpochSecond(), fixture.clock.instant().getEpochSecond());
  }

  @Test
  void allTypesOfAttributesAreReadByAwsOwnClasses() {
    fixture.start(_ -> {});
    Map<String, AttributeValue> item = new HashMap<>(StreamFixture.item("k", 1, "t"));
    SdkBytes bytes = SdkBytes.fromUtf8String("bytes");
    item.put("b", AttributeValue.fromB(bytes));
    item.put("bool", AttributeValue.fromBool(true));
    item.put("nul", AttributeValue.fromNul(true));
    item.put("ss", AttributeValue.fromSs(List.of("x", "y")));
    item.put("ns", AttributeValue.fromNs(List.of("1", "2")));
    item.put("bs", AttributeValue.fromBs(List.of(bytes)));
    item.put("m", AttributeValue.fromM(Map.of("l", AttributeValue.fromL(List.of()))));
    dynamo.client().putItem(it -> it.tableName(fixture.table).item(item));
    fixture.delivered(1);
    var image =
        decoded(fixture.events.getFirst()).getRecords().getFirst().getDynamodb().getNewImage();
    assertThat(image.get("b").getB()).isEqualTo(bytes.asByteBuffer());
    assertThat(image.get("bool").getBOOL()).isTrue();
    assertThat(image.get("nul").getNULL()).isTrue();
    assertThat(image.get("ss").getSS()).containsExactlyInAnyOrder("x", "y");
    assertThat(image.get("ns").getNS()).containsExactlyInAnyOrder("1", "2");
    assertThat(image.get("bs").getBS()).containsExactly(bytes.asByteBuffer());
    assertThat(image.get("m").getM().get("l").getL()).isEmpty();
    assertThat(image.get("at").getN()).isEqualTo("1");
  }

  @Test
  @Conforms("streams-ttl")
  void aDeletionByTimeToLiveNamesDynamoDbAsItsUser() {
    dynamo.expireBy(fixture.clock);
    fixture.start(it -> it.filter = record -> record.get("eventName").asText().equals("REMOVE"));
    Map<String, AttributeValue> item = new HashMap<>(StreamFixture.item("k", 1, "t"));
    long end = fixture.clock.instant().plusSeconds(3600).getEpochSecond();
    item.put("expiresAt", AttributeValue.fromN(String.valueOf(end)));
    dynamo.client().putItem(it -> it.tableName(fixture.table).item(item));
    fixture.clock.advance(Duration.ofHours(2));
    assertThat(fixture.events).isEmpty();
    fixture.clock.advance(Duration.ofMinutes(6));
    fixture.delivered(1);
    var record = decoded(fixture.events.getFirst()).getRecords().getFirst();
    assertThat(record.getUserIdentity().getType()).isEqualTo("Service");
    assertThat(record.getUserIdentity().getPrincipalId()).isEqualTo("dynamodb.amazonaws.com");
    assertThat(record.getDynamodb().getOldImage()).containsKey("expiresAt");
    assertThat(record.getDynamodb().getApproximateCreationDateTime())
        .isAfter(Instant.ofEpochSecond(end).plusSeconds(3600));
  }
}
