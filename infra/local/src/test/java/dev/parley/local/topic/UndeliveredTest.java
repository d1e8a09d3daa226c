package dev.parley.local.topic;

import static dev.parley.local.topic.TopicFixture.DEAD;
import static dev.parley.local.topic.TopicFixture.QUEUE;
import static dev.parley.local.topic.TopicFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages that are not delivered, or not once and in order. */
class UndeliveredTest {
  private final TopicFixture fixture = new TopicFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @Conforms("sns-queue-policy")
  void aQueueThatDoesNotAllowItGetsNothingAndTheMessageIsLostOrADeadLetter() {
    fixture.targets.forbidden.add(QUEUE);
    fixture.subscribe("sqs", QUEUE, true, null, null);
    String id = fixture.publish("lost");
    assertThat(fixture.log)
        .singleElement()
        .asString()
        .contains(id, "is lost", "the policy of " + QUEUE);
    setDeadLetters();
    fixture.publish("buried");
    assertThat(fixture.targets.in(QUEUE)).isEmpty();
    QueueMessage dead = fixture.targets.in(DEAD).getFirst();
    assertThat(dead.body()).isEqualTo("buried");
    assertThat(dead.attributes().get("ErrorMessage").value()).contains("the policy of");
    fixture.targets.forbidden.add(DEAD);
    fixture.publish("lost too");
    assertThat(fixture.targets.in(DEAD)).hasSize(1);
    assertThat(fixture.onlySubscription().failed()).isEqualTo(3);
  }

  private void setDeadLetters() {
    fixture.sns.setSubscriptionAttributes(
        it ->
            it.subscriptionArn(fixture.onlySubscription().arn())
                .attributeName("RedrivePolicy")
                .attributeValue("{\"deadLetterTargetArn\":\"" + DEAD + "\"}"));
  }

  @Test
  @Conforms("sns-queue-policy")
  void aQueueThatIsGoneSendsToTheDeadLettersAtOnce() {
    fixture.targets.gone.add(QUEUE);
    fixture.subscribe("sqs", QUEUE, false, null, DEAD);
    fixture.publish("m");
    assertThat(fixture.targets.in(DEAD).getFirst().body()).contains("\"Message\" : \"m\"");
  }

  @Test
  void aTargetThatFailsInPassingIsTriedAgain() {
    fixture.subscribe("sqs", QUEUE, true, null, DEAD);
    fixture.targets.failures.set(3);
    fixture.publish("late");
    assertThat(fixture.targets.in(QUEUE)).hasSize(1);
    fixture.targets.failures.set(4);
    fixture.publish("never");
    assertThat(fixture.targets.in(QUEUE)).hasSize(1);
    assertThat(fixture.targets.in(DEAD)).extracting(QueueMessage::body).containsExactly("never");
  }

  @Test
  @Conforms("sns-email-pending")
  void anEmailSubscriptionStaysPendingAndGetsNothing() {
    String arn =
        fixture
            .sns
            .subscribe(it -> it.topicArn(TOPIC).protocol("email").endpoint("a@example.com"))
            .subscriptionArn();
    assertThat(arn).isEqualTo("pending confirmation");
    fixture.publish("m");
    assertThat(fixture.log).singleElement().asString().contains("a@example.com is not confirmed");
    assertThat(fixture.onlySubscription().delivered()).isZero();
    assertThat(fixture.sns.listSubscriptions().subscriptions())
        .extracting(it -> it.subscriptionArn())
        .containsExactly("PendingConfirmation");
  }

  @Test
  @Conforms("sns-at-least-once")
  void anUnrulyTopicLosesNothingButRepeatsAndDisturbsTheOrder() {
    fixture.subscribe("sqs", QUEUE, true, null, null);
    fixture.topics.unruly(42, 300);
    List<String> sent = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
    sent.forEach(fixture::publish);
    Set<String> all = new HashSet<>(sent);
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (System.nanoTime() < deadline && !bodies().containsAll(all)) {
      Thread.onSpinWait();
    }
    assertThat(bodies()).containsAll(all).hasSizeGreaterThan(100);
    assertThat(bodies().stream().distinct().toList()).isNotEqualTo(sent);
  }

  private List<String> bodies() {
    return fixture.targets.in(QUEUE).stream().map(QueueMessage::body).toList();
  }
}
