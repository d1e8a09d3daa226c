package dev.parley.local.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Brings a publication to one subscription: filters, tries, and sends to dead letters. */
final class Delivery {
  /** Of raw delivery: what has more is discarded, as by a client's mistake. */
  static final int RAW_ATTRIBUTES = 10;

  /** Between attempts; AWS goes on for weeks. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(400));

  private final Targets targets;
  private final Notification notification;
  private final Consumer<String> log;

  Delivery(Targets targets, Notification notification, Consumer<String> log) {
    this.targets = targets;
    this.notification = notification;
    this.log = log;
  }

  void deliver(Subscription subscription, Publication publication) {
    Settings settings = subscription.settings();
    boolean wanted =
        settings
            .filter()
            .map(
                it -> it.matches(publication.filtered(), publication.text(subscription.protocol())))
            .orElse(true);
    if (!wanted) {
      subscription.filtered.increment();
      return;
    }
    if (!subscription.isConfirmed()) {
      log.accept(
          "%s is not confirmed and gets nothing of %s"
              .formatted(subscription.endpoint(), subscription.topicArn()));
      return;
    }
    try {
      patiently(subscription, publication);
      subscription.delivered.increment();
    } catch (UndeliverableException e) {
      subscription.failed.increment();
      bury(subscription, publication, e.getMessage());
    }
  }

  private void patiently(Subscription subscription, Publication publication)
      throws UndeliverableException {
    for (Duration pause : PAUSES) {
      try {
        send(subscription, publication);
        return;
      } catch (UndeliverableException e) {
        if (e.isLasting()) {
          throw e;
        }
        LockSupport.parkNanos(pause.toNanos());
      }
    }
    send(subscription, publication);
  }

  private void send(Subscription subscription, Publication publication)
      throws UndeliverableException {
    switch (subscription.kind()) {
      case SQS -> {
        QueueMessage message = message(subscription, publication);
        if (message.attributes().size() > RAW_ATTRIBUTES) {
          throw UndeliverableException.lasting(
              "raw delivery takes at most %d attributes, not %d"
                  .formatted(RAW_ATTRIBUTES, message.attributes().size()));
        }
        toQueue(subscription.topicArn(), subscription.endpoint(), message);
      }
      case LAMBDA -> toFunction(subscription, publication);
      case EMAIL -> throw new IllegalStateException("e-mail is never confirmed");
    }
  }

  private void toFunction(Subscription subscription, Publication publication)
      throws UndeliverableException {
    byte[] event = notification.event(subscription, publication);
    try {
      targets.invoke(subscription.endpoint(), event, publication.trace());
    } catch (RuntimeException e) {
      throw UndeliverableException.passing(e.toString(), e);
    }
  }

  // What a target throws besides is its own trouble, not the publisher's.
  private void toQueue(String topicArn, String queueArn, QueueMessage message)
      throws UndeliverableException {
    if (!targets.mayPublish(topicArn, queueArn)) {
      throw UndeliverableException.lasting(
          "the policy of %s does not let sns.amazonaws.com send for %s"
              .formatted(queueArn, topicArn));
    }
    try {
      targets.send(queueArn, fitting(queueArn, message));
    } catch (RuntimeException e) {
      throw UndeliverableException.passing(e.toString(), e);
    }
  }

  private QueueMessage message(Subscription subscription, Publication publication) {
    boolean raw = subscription.settings().raw();
    return new QueueMessage(
        raw
            ? publication.text(subscription.protocol())
            : notification.envelope(subscription, publication),
        raw ? publication.attributes() : Map.of(),
        publication.group(),
        publication.deduplication(),
        publication.trace());
  }

  /** Standard queues take no deduplication ids. */
  private static QueueMessage fitting(String queueArn, QueueMessage message) {
    return queueArn.endsWith(".fifo")
        ? message
        : new QueueMessage(
            message.body(),
            message.attributes(),
            message.group(),
            Optional.empty(),
            message.trace());
  }

  private void bury(Subscription subscription, Publication publication, String why) {
    Optional<String> queue = subscription.settings().deadLetterQueue();
    if (queue.isEmpty()) {
      log.accept(
          "message %s for %s is lost: %s"
              .formatted(publication.messageId(), subscription.endpoint(), why));
      return;
    }
    QueueMessage message = deadLetter(subscription, publication, why);
    for (int attempt = 0; ; attempt++) {
      try {
        toQueue(subscription.topicArn(), queue.get(), message);
        return;
      } catch (UndeliverableException e) {
        if (e.isLasting() || attempt == PAUSES.size()) {
          log.accept(
              "message %s for %s is lost: %s; and as a dead letter: %s"
                  .formatted(
                      publication.messageId(), subscription.endpoint(), why, e.getMessage()));
          return;
        }
        LockSupport.parkNanos(PAUSES.get(attempt).toNanos());
      }
    }
  }

  /** What could not be delivered, with the reason beside as far as there is room. */
  private QueueMessage deadLetter(Subscription subscription, Publication publication, String why) {
    boolean raw = subscription.settings().raw();
    Map<String, MessageAttribute> attributes = new HashMap<>();
    attributes.put("RequestID", MessageAttribute.text(publication.messageId()));
    attributes.put("ErrorCode", MessageAttribute.text("400"));
    attributes.put("ErrorMessage", MessageAttribute.text(why));
    if (raw && publication.attributes().size() <= RAW_ATTRIBUTES - attributes.size()) {
      attributes.putAll(publication.attributes());
    }
    return new QueueMessage(
        raw
            ? publication.text(subscription.protocol())
            : notification.envelope(subscription, publication),
        attributes,
        publication.group(),
        publication.deduplication(),
        publication.trace());
  }
}
