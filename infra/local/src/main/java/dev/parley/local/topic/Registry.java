package dev.parley.local.topic;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The topics by their ARNs. */
final class Registry {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final int PARTS_OF_ARN = 6;

  private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();
  private final String region;
  private final String account;
  private final InstantSource clock;

  Registry(String region, String account, InstantSource clock) {
    this.region = region;
    this.account = account;
    this.clock = clock;
  }

  String account() {
    return account;
  }

  List<Topic> topics() {
    return List.copyOf(topics.values());
  }

  List<Subscription> subscriptions() {
    return topics.values().stream().flatMap(it -> it.subscriptions().stream()).toList();
  }

  Topic create(TopicDefinition definition) {
    return topics.computeIfAbsent(definition.arn(), arn -> new Topic(definition, clock));
  }

  /** As by CreateTopic; a topic that exists is returned, unless it has other attributes. */
  Topic create(String name, Map<String, String> attributes) {
    boolean fifo = Boolean.parseBoolean(attributes.get("FifoTopic"));
    String stem = fifo && name.endsWith(".fifo") ? name.substring(0, name.length() - 5) : name;
    if (!NAME.matcher(stem).matches()) {
      throw SnsException.invalid("Topic Name");
    }
    if (fifo != name.endsWith(".fifo")) {
      throw SnsException.invalid("Fifo Topic names must end with .fifo");
    }
    TopicDefinition wanted =
        new TopicDefinition(
            "arn:aws:sns:%s:%s:%s".formatted(region, account, name),
            fifo,
            Boolean.parseBoolean(attributes.get("ContentBasedDeduplication")),
            attributes.getOrDefault("DisplayName", ""));
    Topic topic = create(wanted);
    if (!attributes.isEmpty() && !topic.definition().equals(wanted)) {
      throw SnsException.invalid(
          "Attributes Reason: Topic already exists with different attributes");
    }
    return topic;
  }

  Topic topic(String arn) {
    int parts = arn.split(":", -1).length;
    if (parts < PARTS_OF_ARN) {
      throw SnsException.invalid(
          "TopicArn Reason: An ARN must have at least 6 elements, not " + parts);
    }
    return Optional.ofNullable(topics.get(arn)).orElseThrow(() -> SnsException.notFound("Topic"));
  }

  Optional<Subscription> find(String arn) {
    if (arn.split(":", -1).length <= PARTS_OF_ARN) {
      throw SnsException.invalid("SubscriptionArn Reason: it is not one of a subscription");
    }
    return subscriptions().stream().filter(it -> it.arn().equals(arn)).findFirst();
  }

  /** The subscription that there is then, be it new or not. */
  synchronized Subscription subscribe(
      String topicArn, String protocol, String endpoint, Settings settings) {
    Topic topic = topic(topicArn);
    check(topic.definition(), protocol, endpoint);
    Subscription subscription = new Subscription(topicArn, protocol, endpoint, settings);
    for (Subscription existing : topic.subscriptions()) {
      if (existing.arn().equals(subscription.arn())) {
        if (!existing.settings().same(settings)) {
          throw SnsException.invalid(
              "Attributes Reason: Subscription already exists with different attributes");
        }
        return existing;
      }
    }
    topic.subscriptions().add(subscription);
    return subscription;
  }

  private static void check(TopicDefinition topic, String protocol, String endpoint) {
    switch (Subscription.kind(protocol)) {
      case SQS -> {
        if (!endpoint.startsWith("arn:aws:sqs:")) {
          throw SnsException.invalid("SQS endpoint ARN");
        }
        if (endpoint.endsWith(".fifo") && !topic.fifo()) {
          throw SnsException.invalid(
              "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
                  + " standard SNS topics");
        }
      }
      case LAMBDA -> {
        if (!endpoint.startsWith("arn:aws:lambda:")) {
          throw SnsException.invalid("Lambda endpoint ARN");
        }
        checkNotFifo(topic, protocol);
      }
      case EMAIL -> {
        if (!endpoint.contains("@")) {
          throw SnsException.invalid("Email address");
        }
        checkNotFifo(topic, protocol);
      }
    }
  }

  private static void checkNotFifo(TopicDefinition topic, String protocol) {
    if (topic.fifo()) {
      throw SnsException.invalid("Invalid protocol type: " + protocol);
    }
  }

  void unsubscribe(String arn) {
    find(arn)
        .ifPresent(
            it -> {
              Topic topic = topic(it.topicArn());
              if (topic.subscriptions().remove(it)) {
                topic.deleted.increment();
              }
            });
  }
}
