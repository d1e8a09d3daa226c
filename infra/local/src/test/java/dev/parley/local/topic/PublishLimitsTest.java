package dev.parley.local.topic;

import static dev.parley.local.topic.TopicFixture.FIFO;
import static dev.parley.local.topic.TopicFixture.QUEUE;
import static dev.parley.local.topic.TopicFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;

class PublishLimitsTest {
  private static final int LONGEST = 262_144;

  private final TopicFixture fixture = new TopicFixture();

  @BeforeEach
  void subscribe() {
    fixture.subscribe("sqs", QUEUE, true, null, null);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void refused(
      Class<? extends SnsException> type,
      String message,
      Consumer<PublishRequest.Builder> request) {
    assertThatThrownBy(
            () ->
                fixture.sns.publish(
                    it -> {
                      it.topicArn(TOPIC).message("m");
                      request.accept(it);
                    }))
        .isInstanceOf(type)
        .hasMessageContaining(message);
    assertThat(fixture.targets.in(QUEUE)).isEmpty();
  }

  private static Map<String, MessageAttributeValue> attribute(String type, String value) {
    return Map.of(
        "name", MessageAttributeValue.builder().dataType(type).stringValue(value).build());
  }

  @Test
  @Conforms("sns-limits")
  void aMessageHas262144BytesWithItsAttributes() {
    fixture.publish("x".repeat(LONGEST));
    assertThat(fixture.targets.in(QUEUE)).hasSize(1);
    fixture.targets.queues.clear();
    refused(
        InvalidParameterException.class,
        "Message too long",
        it -> it.message("x".repeat(LONGEST + 1)));
    refused(
        InvalidParameterException.class,
        "Message too long",
        it -> it.message("é".repeat(LONGEST / 2) + "x"));
    // name, String and the value are 4 + 6 + 1 bytes
    Map<String, MessageAttributeValue> eleven = attribute("String", "v");
    refused(
        InvalidParameterException.class,
        "Message too long",
        it -> it.message("x".repeat(LONGEST - 10)).messageAttributes(eleven));
    fixture.sns.publish(
        it -> it.topicArn(TOPIC).message("x".repeat(LONGEST - 11)).messageAttributes(eleven));
    assertThat(fixture.targets.in(QUEUE)).hasSize(1);
  }

  @Test
  @Conforms("sns-limits")
  void aMessageIsNotEmpty() {
    refused(InvalidParameterException.class, "Empty message", it -> it.message(""));
  }

  @ParameterizedTest
  @Conforms("sns-limits")
  @ValueSource(strings = {"", " leading", "two\nlines", "non-ascii é", "\u0007"})
  void aSubjectIsALineOfAscii(String subject) {
    refused(
        InvalidParameterException.class, "Invalid parameter: Subject", it -> it.subject(subject));
  }

  @Test
  @Conforms("sns-limits")
  void aSubjectHasAHundredCharacters() {
    fixture.sns.publish(it -> it.topicArn(TOPIC).message("m").subject("s".repeat(100)));
    fixture.targets.queues.clear();
    refused(
        InvalidParameterException.class,
        "Invalid parameter: Subject",
        it -> it.subject("s".repeat(101)));
  }

  @ParameterizedTest
  @Conforms("sns-limits")
  @CsvSource({
    "Text, v, has an invalid message attribute type",
    "String, '', must contain non-empty message attribute value",
    "Number, five, Could not cast message attribute 'name' value to number",
  })
  void attributesHaveTypesAndValues(String type, String value, String message) {
    refused(
        InvalidParameterValueException.class,
        message,
        it -> it.messageAttributes(attribute(type, value)));
  }

  @Test
  @Conforms("sns-structure")
  void aMessagePerProtocolNeedsADefault() {
    refused(
        InvalidParameterException.class,
        "No default entry in JSON message body",
        it -> it.messageStructure("json").message("{\"sqs\":\"x\"}"));
    refused(
        InvalidParameterException.class,
        "JSON message body failed to parse",
        it -> it.messageStructure("json").message("x"));
    refused(
        InvalidParameterException.class,
        "MessageStructure",
        it -> it.messageStructure("xml").message("x"));
  }

  @Test
  @Conforms("sns-no-phones")
  void thereAreNoPhonesAndNoMobileEndpoints() {
    refused(
        InvalidParameterException.class,
        "no text messages go out",
        it -> it.topicArn(null).phoneNumber("+4912345678"));
    refused(
        SnsException.class,
        "Endpoint is disabled",
        it -> it.topicArn(null).targetArn("arn:aws:sns:us-east-1:000000000000:endpoint/GCM/app/1"));
    refused(
        InvalidParameterException.class,
        "TopicArn or TargetArn Reason: no value for required parameter",
        it -> it.topicArn(null));
    refused(NotFoundException.class, "Topic does not exist", it -> it.topicArn(TOPIC + "x"));
    refused(
        InvalidParameterException.class,
        "An ARN must have at least 6 elements, not 1",
        it -> it.topicArn("news"));
  }

  private static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }

  private PublishBatchResponse batch(List<PublishBatchRequestEntry> entries) {
    return fixture.sns.publishBatch(it -> it.topicArn(TOPIC).publishBatchRequestEntries(entries));
  }

  @Test
  @Conforms("sns-limits")
  void aBatchHasTenEntriesAndTheBytesOfOneMessage() {
    List<PublishBatchRequestEntry> eleven =
        IntStream.range(0, 11).mapToObj(i -> entry("e" + i, "m" + i)).toList();
    PublishBatchResponse response = batch(eleven.subList(0, 10));
    assertThat(response.successful()).hasSize(10);
    assertThat(response.failed()).isEmpty();
    assertThat(fixture.targets.in(QUEUE)).hasSize(10);
    refusedBatch("TooManyEntriesInBatchRequest", eleven);
    refusedBatch("BatchEntryIdsNotDistinct", List.of(entry("a", "m"), entry("a", "m")));
    refusedBatch("InvalidBatchEntryId", List.of(entry("a b", "m")));
    refusedBatch("EmptyBatchRequest", List.of());
    String half = "x".repeat(LONGEST / 2);
    refusedBatch("BatchRequestTooLong", List.of(entry("a", half), entry("b", half + "x")));
    assertThat(fixture.targets.in(QUEUE)).hasSize(10);
    assertThat(batch(List.of(entry("a", half), entry("b", half))).successful()).hasSize(2);
  }

  private void refusedBatch(String code, List<PublishBatchRequestEntry> entries) {
    assertThatThrownBy(() -> batch(entries))
        .isInstanceOfSatisfying(
            SnsException.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  @Conforms("sns-limits")
  void aWrongEntryOfABatchFailsAlone() {
    PublishBatchResponse response =
        fixture.sns.publishBatch(
            it ->
                it.topicArn(FIFO)
                    .publishBatchRequestEntries(
                        entry("a", "m"), entry("b", "m").copy(e -> e.messageGroupId("g"))));
    assertThat(response.successful()).singleElement().matches(it -> it.id().equals("b"));
    BatchResultErrorEntry failed = response.failed().getFirst();
    assertThat(failed.id()).isEqualTo("a");
    assertThat(failed.code()).isEqualTo("InvalidParameter");
    assertThat(failed.senderFault()).isTrue();
  }
}
