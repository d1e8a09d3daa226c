package dev.parley.local.queue;

import static dev.parley.local.queue.QueueFixture.dead;
import static dev.parley.local.queue.QueueFixture.fifo;
import static dev.parley.local.queue.QueueFixture.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class LocalQueuesTest {
  private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";
  private static QueueFixture it;

  @BeforeAll
  static void start() {
    it = new QueueFixture(dead(standard("work"), "dead", 2), standard("dead"), fifo("line.fifo"));
  }

  @AfterAll
  static void close() {
    it.close();
  }

  @BeforeEach
  void purge() {
    List.of("work", "dead", "line.fifo")
        .forEach(q -> it.sqs.purgeQueue(b -> b.queueUrl(it.url(q))));
  }

  @Test
  void aClientOfAwsFindsAQueueByItsName() {
    assertThat(it.sqs.getQueueUrl(b -> b.queueName("work")).queueUrl())
        .isEqualTo(it.queues.endpoint() + "/123456789012/work");
    assertThatThrownBy(() -> it.sqs.getQueueUrl(b -> b.queueName("none")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void aMessageComesWithItsAttributesAndAsOftenAsItIsNotDeleted() {
    String id =
        it.sqs
            .sendMessage(
                b ->
                    b.queueUrl(it.url("work"))
                        .messageBody("до")
                        .messageAttributes(
                            Map.of(
                                "text", value("String", "a"),
                                "number", value("Number.int", "7"),
                                "bytes",
                                    MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, -1}))
                                        .build())))
            .messageId();
    Message message = it.receive("work").getFirst();
    assertThat(message.messageId()).isEqualTo(id);
    assertThat(message.body()).isEqualTo("до");
    assertThat(message.messageAttributes())
        .containsEntry("text", value("String", "a"))
        .containsEntry("number", value("Number.int", "7"))
        .containsKey("bytes");
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
        .containsKey(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    assertThat(sentAt(message)).isBetween(it.clock.instant().minusSeconds(60), it.clock.instant());
    assertThat(it.receive("work")).isEmpty();
    it.clock.advance(Duration.ofSeconds(31));
    Message again = it.receive("work").getFirst();
    assertThat(again.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    it.sqs.deleteMessage(b -> b.queueUrl(it.url("work")).receiptHandle(again.receiptHandle()));
    it.clock.advance(Duration.ofMinutes(5));
    assertThat(it.receive("work")).isEmpty();
  }

  @Test
  void aReceiptThatIsNoneIsRefusedAndTheQueueGoesOn() {
    it.send("work", "a");
    for (String receipt : List.of("#", "x", "x#y")) {
      assertThatThrownBy(
              () -> it.sqs.deleteMessage(b -> b.queueUrl(it.url("work")).receiptHandle(receipt)))
          .isInstanceOf(SqsException.class)
          .satisfies(e -> assertThat(((SqsException) e).statusCode()).isEqualTo(400));
    }
    assertThat(it.receive("work")).hasSize(1);
    it.clock.advance(Duration.ofSeconds(31));
    assertThat(it.receive("work")).hasSize(1);
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static MessageAttributeValue value(String type, String text) {
    return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
  }

  private static Instant sentAt(Message message) {
    return Instant.ofEpochMilli(
        Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP)));
  }

  @Test
  @Conforms("sqs-delay")
  void aDelayedMessageIsDueByTheLocalClockEvenWhenItHasBeenMovedBefore() {
    for (int round = 0; round < 2; round++) {
      it.sqs.sendMessage(b -> b.queueUrl(it.url("work")).messageBody("later").delaySeconds(900));
      assertThat(it.receive("work")).isEmpty();
      assertThat(it.depth("work").delayed()).isEqualTo(1);
      it.clock.advance(Duration.ofSeconds(890));
      assertThat(it.receive("work")).isEmpty();
      it.clock.advance(Duration.ofSeconds(10));
      Message due = it.receive("work").getFirst();
      assertThat(sentAt(due)).isBefore(it.clock.instant().minusSeconds(899));
      it.sqs.deleteMessage(b -> b.queueUrl(it.url("work")).receiptHandle(due.receiptHandle()));
    }
  }

  @Test
  @Conforms("sqs-clock")
  void whoWaitsForMessagesIsAnsweredWhenTheClockIsMovedPastADelay() {
    it.sqs.sendMessage(b -> b.queueUrl(it.url("work")).messageBody("later").delaySeconds(900));
    var waiting = CompletableFuture.supplyAsync(() -> it.receive("work", 20));
    long begun = System.nanoTime();
    assertThat(waiting).isNotDone();
    it.clock.advance(Duration.ofMinutes(15));
    assertThat(waiting.join()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  @Conforms("sqs-retention")
  void aMessageIsGoneAfterItsRetention() {
    it.send("work", "old");
    it.clock.advance(Duration.ofDays(4).minusSeconds(10));
    assertThat(it.depth("work").available()).isEqualTo(1);
    it.clock.advance(Duration.ofSeconds(20));
    assertThat(it.depth("work").available()).isZero();
    assertThat(it.receive("work")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 901})
  @Conforms("sqs-delay")
  void aDelayOutsideOfFifteenMinutesIsRefused(int seconds) {
    assertThatThrownBy(
            () ->
                it.sqs.sendMessage(
                    b -> b.queueUrl(it.url("work")).messageBody("x").delaySeconds(seconds)))
        .isInstanceOf(SqsException.class)
        .satisfies(e -> assertThat(((SqsException) e).statusCode()).isEqualTo(400));
  }

  @Test
  @Conforms("sqs-size")
  void aBodyOfOneMebibyteIsTakenAndOneByteMoreIsNot() {
    String most = "é".repeat((1 << 19) - 1);
    it.send("work", most + "ab");
    assertThat(it.receive("work").getFirst().body()).hasSize((1 << 19) + 1);
    assertThatThrownBy(() -> it.send("work", most + "abc"))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("Message must be shorter than 1048576 bytes")
        .satisfies(
            e -> {
              var error = (SqsException) e;
              assertThat(error.statusCode()).isEqualTo(400);
              assertThat(error.awsErrorDetails().errorCode()).contains("InvalidParameterValue");
            });
  }

  @Test
  @Conforms("sqs-dead-letters")
  void aMessageThatMayNotBeReceivedAgainGoesToTheDeadLetterQueueOnTheNextReceive() {
    String id = it.send("work", "poison");
    for (int i = 0; i < 2; i++) {
      assertThat(it.receive("work")).hasSize(1);
      it.clock.advance(Duration.ofSeconds(31));
    }
    assertThat(it.receive("work")).isEmpty();
    QueueFixture.until(() -> it.depth("work").deadLetters() == 1);
    Message dead = it.receive("dead", 5).getFirst();
    assertThat(dead.messageId()).isEqualTo(id);
    assertThat(it.depth("work").available()).isZero();
  }

  @Test
  @Conforms("sqs-trace")
  void aTraceHeaderComesOutAsItWentInHoweverItIsSent() {
    it.sqs.sendMessage(
        b ->
            b.queueUrl(it.url("work"))
                .messageBody("as attribute")
                .messageSystemAttributes(
                    Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(TRACE)
                            .build())));
    it.sqs.sendMessage(
        b ->
            b.queueUrl(it.url("work"))
                .messageBody("as header")
                .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", TRACE)));
    it.sqs.sendMessageBatch(
        b ->
            b.queueUrl(it.url("work"))
                .entries(List.of(entry("1", "in a batch")))
                .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", TRACE)));
    it.queues.send(
        QueueFixture.PREFIX + "work",
        new Outgoing("direct", Map.of(), Optional.of(TRACE), Optional.empty(), Optional.empty()));
    assertThat(it.receive("work"))
        .hasSize(4)
        .allSatisfy(
            message ->
                assertThat(message.attributes())
                    .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE));
  }
}
