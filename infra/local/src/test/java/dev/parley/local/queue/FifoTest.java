package dev.parley.local.queue;

import static dev.parley.local.queue.QueueFixture.fifo;
import static dev.parley.local.queue.QueueFixture.standard;
import static dev.parley.local.queue.QueueFixture.until;
import static dev.parley.local.queue.SourceFixture.NULL;
import static dev.parley.local.queue.SourceFixture.bodies;
import static dev.parley.local.queue.SourceFixture.returned;
import static dev.parley.local.queue.SourceFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

class FifoTest {
  private QueueFixture it;

  @BeforeEach
  void start() {
    it = new QueueFixture(fifo("line.fifo"), standard("work"));
  }

  @AfterEach
  void close() {
    it.close();
  }

  private String send(String group, String body) {
    return it.sqs
        .sendMessage(b -> b.queueUrl(it.url("line.fifo")).messageGroupId(group).messageBody(body))
        .messageId();
  }

  @Test
  @Conforms("sqs-fifo-delay")
  void aDelayPerMessageIsRefused() {
    assertThatThrownBy(
            () ->
                it.sqs.sendMessage(
                    b ->
                        b.queueUrl(it.url("line.fifo"))
                            .messageGroupId("g")
                            .messageBody("x")
                            .delaySeconds(5)))
        .isInstanceOf(SqsException.class)
        .satisfies(e -> assertThat(((SqsException) e).statusCode()).isEqualTo(400));
  }

  @Test
  @Conforms("sqs-fifo-deduplication")
  void aDuplicateIsDroppedForFiveMinutesEvenWhenTheFirstWasHandled() {
    String id = send("g", "same");
    Message first = it.receive("line.fifo").getFirst();
    it.sqs.deleteMessage(b -> b.queueUrl(it.url("line.fifo")).receiptHandle(first.receiptHandle()));
    it.clock.advance(Duration.ofSeconds(290));
    assertThat(send("g", "same")).isEqualTo(id);
    assertThat(it.receive("line.fifo")).isEmpty();
    it.clock.advance(Duration.ofSeconds(10));
    assertThat(send("g", "same")).isNotEqualTo(id);
    assertThat(it.receive("line.fifo")).hasSize(1);
  }

  @Test
  void aMessageTellsItsGroupSequenceAndDeduplicationId() {
    send("g", "a");
    send("g", "b");
    List<Message> messages = it.receive("line.fifo");
    assertThat(messages).extracting(Message::body).containsExactly("a", "b");
    List<String> sequence =
        messages.stream()
            .map(m -> m.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER))
            .toList();
    assertThat(sequence).isSorted().doesNotHaveDuplicates().allMatch(s -> s.matches("\\d{20}"));
    assertThat(messages.getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g")
        .containsKey(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
  }

  @Test
  void aStandardQueueTakesAGroupForFairness() {
    it.sqs.sendMessage(b -> b.queueUrl(it.url("work")).messageGroupId("tenant").messageBody("x"));
    assertThat(it.receive("work").getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant");
  }

  @Test
  @Conforms("sqs-fifo")
  void ofAGroupOneBatchRunsAtATimeInOrderAndGroupsRunTogether() {
    Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    AtomicBoolean overlap = new AtomicBoolean();
    CountDownLatch both = new CountDownLatch(2);
    try (var source =
        new SourceFixture(
            it,
            source("line.fifo", 1, Duration.ZERO, false),
            event -> {
              String group = bodies(event).getFirst().substring(0, 1);
              AtomicInteger count = running.computeIfAbsent(group, _ -> new AtomicInteger());
              overlap.compareAndSet(false, count.incrementAndGet() > 1);
              both.countDown();
              meet(both);
              count.decrementAndGet();
              return NULL;
            })) {
      for (int i = 0; i < 5; i++) {
        send("a", "a" + i);
        send("b", "b" + i);
      }
      until(() -> source.events.size() == 10);
      assertThat(overlap).isFalse();
      assertThat(source.bodies()).filteredOn(b -> b.startsWith("a")).isSorted();
      assertThat(source.bodies()).filteredOn(b -> b.startsWith("b")).isSorted();
    }
  }

  private static void meet(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Conforms("sqs-fifo")
  void nothingOfAGroupPassesAMessageThatFailed() {
    AtomicBoolean failed = new AtomicBoolean();
    send("a", "a0");
    send("a", "a1");
    try (var source =
        new SourceFixture(
            it,
            source("line.fifo", 1, Duration.ZERO, true),
            event -> failed.getAndSet(true) ? NULL : failure(event))) {
      until(() -> source.events.size() == 1 && it.depth("line.fifo").inFlight() == 1);
      send("b", "b0");
      until(() -> source.events.size() == 2);
      assertThat(source.bodies()).containsExactly("a0", "b0");
      it.clock.advance(Duration.ofSeconds(31));
      until(() -> source.events.size() == 4);
      assertThat(source.bodies()).containsExactly("a0", "b0", "a0", "a1");
    }
  }

  private static Answer failure(JsonNode event) {
    String id = event.at("/Records/0/messageId").asText();
    return returned("{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(id));
  }
}
