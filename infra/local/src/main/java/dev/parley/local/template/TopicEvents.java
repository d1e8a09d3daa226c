package dev.parley.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events that subscribe a function to a topic. */
final class TopicEvents {
  private final ResourceReading reading;
  private final SubscriptionReader reader;
  private final List<SubscriptionResource> subscriptions = new ArrayList<>();

  TopicEvents(ResourceReading reading, SubscriptionReader reader) {
    this.reading = reading;
    this.reader = reader;
  }

  List<SubscriptionResource> all() {
    return subscriptions;
  }

  void read(EventTarget target, String id, Fields event) {
    event.word("Region", Aws.REGION);
    if (event.value("SqsSubscription") instanceof Value.Absent
        || event.text("SqsSubscription").filter("false"::equals).isPresent()) {
      subscribe(target, id, event);
    } else {
      event.wrong(
          "SqsSubscription",
          "has SAM make a queue or its policy, which are not made here: write the queue, its"
              + " policy, the subscription and an SQS event");
    }
  }

  private void subscribe(EventTarget target, String id, Fields event) {
    Optional<Declaration> topic = reading.topic(event, "Topic");
    if (topic.filter(reading.names()::isFifo).isPresent()) {
      event.wrong("Topic", "is a FIFO topic, which delivers to queues only");
    }
    String topicArn = topic.map(it -> reading.attribute(it, "TopicArn")).orElse("");
    var subscription =
        new SubscriptionResource(
            id,
            topicArn + ":" + Aws.uuid(id),
            topicArn,
            "lambda",
            target.arn(),
            Optional.of(target.function()),
            false,
            event.json("FilterPolicy"),
            SubscriptionReader.scope(event),
            reader.deadLetters(event, topic));
    event.done();
    subscriptions.add(subscription);
  }
}
