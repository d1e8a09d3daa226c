package dev.parley.local.topic;

import static dev.parley.local.topic.TopicFixture.FIFO;
import static dev.parley.local.topic.TopicFixture.FIFO_QUEUE;
import static dev.parley.local.topic.TopicFixture.QUEUE;
import static dev.parley.local.topic.TopicFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class FifoTopicTest {
  private final TopicFixture fixture = new TopicFixture();

  @BeforeEach
  void subscribe() {
    fixture.subscribe("sqs", FIFO_QUEUE, true, null, null);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private PublishResponse publish(String message, String group, String id) {
    return fixture.sns.publish(
        it -> it.topicArn(FIFO).message(message).messageGroupId(group).messageDeduplicationId(id));
  }

  private List<String> bodies() {
    return fixture.targets.in(FIFO_QUEUE).stream().map(QueueMessage::body).toList();
  }

  @Test
  @Conforms("sns-fifo")
  void aDuplicateWithinFiveMinutesIsAnsweredAsTheFirstAndNotDelivered() {
    PublishResponse first = publish("a", "g", "1");
    fixture.clock.advance(Duration.ofMinutes(4).plusSeconds(50));
    PublishResponse second = publish("b", "g", "1");
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
    fixture.clock.advance(Duration.ofSeconds(11));
    publish("c", "g", "1");
    assertThat(bodies()).containsExactly("a", "c");
  }

  @Test
  @Conforms("sns-fifo")
  void withoutAnIdTheContentCountsIfTheTopicSaysSo() {
    publish("a", "g", null);
    publish("a", "h", null);
    publish("b", "g", null);
    assertThat(bodies()).containsExactly("a", "b");
    fixture.topics.add(new TopicDefinition(TOPIC + "2.fifo", true, false, ""));
    assertThatThrownBy(
            () ->
                fixture.sns.publish(
                    it -> it.topicArn(TOPIC + "2.fifo").message("a").messageGroupId("g")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("ContentBasedDeduplication enabled or MessageDeduplicationId");
  }

  @Test
  @Conforms("sns-fifo")
  void aGroupIsNeeded() {
    assertThatThrownBy(() -> publish("a", null, "1"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("MessageGroupId parameter is required for FIFO topics");
  }

  @Test
  @Conforms("sns-fifo")
  void theQueueGetsGroupAndIdAndTheSequenceGrows() {
    String first = publish("a", "g", "1").sequenceNumber();
    String second = publish("b", "g", "2").sequenceNumber();
    assertThat(first).hasSize(20).isLessThan(second);
    QueueMessage message = fixture.targets.in(FIFO_QUEUE).getFirst();
    assertThat(message.group()).contains("g");
    assertThat(message.deduplication()).contains("1");
  }

  @Test
  @Conforms("sns-fifo")
  void theOrderOfAGroupIsThatOfItsNumbersHoweverManyPublish() throws Exception {
    fixture.topics.unruly(7, 500);
    List<Thread> threads = new ArrayList<>();
    for (int g = 0; g < 4; g++) {
      String group = "g" + g;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      IntStream.range(0, 25)
                          .forEach(i -> publish("%s %03d".formatted(group, i), group, null))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int g = 0; g < 4; g++) {
      String group = "g" + g;
      assertThat(bodies().stream().filter(it -> it.startsWith(group)).toList())
          .hasSize(25)
          .isSorted();
    }
  }

  @Test
  @Conforms("sns-fifo")
  void aStandardQueueMaySubscribeToAFifoTopicAndGetsNoDeduplicationId() {
    fixture.sns.subscribe(it -> it.topicArn(FIFO).protocol("sqs").endpoint(QUEUE));
    publish("a", "g", "1");
    assertThat(fixture.targets.in(QUEUE).getFirst().deduplication()).isEqualTo(Optional.empty());
  }

  @Test
  @Conforms("sns-fifo")
  void fifoQueuesOfStandardTopicsAndFunctionsOfFifoTopicsAreRefused() {
    assertThatThrownBy(
            () ->
                fixture.sns.subscribe(
                    it -> it.topicArn(TOPIC).protocol("sqs").endpoint(FIFO_QUEUE)))
        .hasMessageContaining("FIFO SQS Queues can not be subscribed to standard SNS topics");
    assertThatThrownBy(
            () ->
                fixture.sns.subscribe(
                    it -> it.topicArn(FIFO).protocol("lambda").endpoint(TopicFixture.FUNCTION)))
        .hasMessageContaining("Invalid protocol type: lambda");
    assertThatThrownBy(
            () ->
                fixture.sns.publish(
                    it -> it.topicArn(TOPIC).message("m").messageDeduplicationId("1")))
        .hasMessageContaining("not valid for this topic type");
  }
}
