package dev.parley.local.template;

import java.util.Optional;

/** Reads AWS::SNS::Subscription and what other places say of subscriptions. */
final class SubscriptionReader {
  private static final String SNS = "sns.amazonaws.com";
  private static final String DEAD_LETTERS = "deadLetterTargetArn";
  private static final String SCOPE = "FilterPolicyScope";
  private static final String[] PROTOCOLS = {"sqs", "lambda", "email", "email-json"};

  private final ResourceReading reading;
  private final QueuePolicies policies;
  private final Permissions permissions;

  SubscriptionReader(ResourceReading reading, QueuePolicies policies) {
    this.reading = reading;
    this.policies = policies;
    this.permissions = new Permissions(reading);
  }

  static SubscriptionResource.FilterPolicyScope scope(Fields fields) {
    boolean body =
        fields
            .word(SCOPE, "MessageAttributes", "MessageBody")
            .filter("MessageBody"::equals)
            .isPresent();
    return body
        ? SubscriptionResource.FilterPolicyScope.MESSAGE_BODY
        : SubscriptionResource.FilterPolicyScope.MESSAGE_ATTRIBUTES;
  }

  /** The queue of what could not be delivered. */
  Optional<String> deadLetters(Fields fields, Optional<Declaration> topic) {
    return fields.document("RedrivePolicy").flatMap(it -> deadLetterQueue(it, topic));
  }

  private Optional<String> deadLetterQueue(Fields policy, Optional<Declaration> topic) {
    Optional<Declaration> queue = reading.queue(policy, DEAD_LETTERS);
    policy.done();
    if (queue.isPresent() && topic.isPresent()) {
      if (reading.names().isFifo(queue.get()) != reading.names().isFifo(topic.get())) {
        policy.wrong(DEAD_LETTERS, "is a queue that keeps order, or not, unlike the topic");
      }
      warnUnlessAllowed(policy, DEAD_LETTERS, queue.get(), topic.get());
    }
    return queue.map(it -> reading.attribute(it, "Arn"));
  }

  SubscriptionResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing("permissions are not checked here", "SubscriptionRoleArn");
    fields.word("Region", Aws.REGION);
    Optional<Declaration> topic = reading.topic(fields, "TopicArn");
    return read(resource.id(), topic, fields);
  }

  /** A subscription that is written into its topic, as the topic's so many'th. */
  SubscriptionResource inline(Declaration topic, int number, Fields fields) {
    return read(topic.id() + "Subscription" + number, Optional.of(topic), fields);
  }

  private SubscriptionResource read(String id, Optional<Declaration> topic, Fields fields) {
    if (!fields.has("Protocol")) {
      fields.missing("Protocol");
    }
    String protocol = fields.word("Protocol", PROTOCOLS).orElse("");
    String topicArn = topic.map(it -> reading.attribute(it, "TopicArn")).orElse("");
    Optional<String> function = Optional.empty();
    switch (protocol) {
      case "sqs" -> toQueue(fields, topic);
      case "lambda" -> function = Optional.of(toFunction(fields, topicArn));
      default -> {}
    }
    String endpoint = fields.requiredText("Endpoint");
    boolean raw = fields.flag("RawMessageDelivery").orElse(false);
    if (raw && !protocol.isEmpty() && !protocol.equals("sqs")) {
      fields.wrong("RawMessageDelivery", "is not for the protocol " + protocol);
    }
    if (topic.filter(reading.names()::isFifo).isPresent()
        && !protocol.isEmpty()
        && !protocol.equals("sqs")) {
      fields.wrong("Protocol", "is " + protocol + ", and a FIFO topic delivers to queues only");
    }
    var subscription =
        new SubscriptionResource(
            id,
            topicArn + ":" + Aws.uuid(id),
            topicArn,
            protocol,
            endpoint,
            function,
            raw,
            fields.json("FilterPolicy"),
            scope(fields),
            deadLetters(fields, topic));
    fields.done();
    return subscription;
  }

  private String toFunction(Fields fields, String topicArn) {
    String function = reading.function(fields, "Endpoint");
    String arn = fields.text("Endpoint").orElse("");
    if (!function.isEmpty() && !permissions.allow(SNS, arn, topicArn)) {
      fields.warn(
          "Endpoint",
          "is a function without an AWS::Lambda::Permission for %s and this topic: AWS drops"
                  .formatted(SNS)
              + " its messages without a word");
    }
    return function;
  }

  private void toQueue(Fields fields, Optional<Declaration> topic) {
    Optional<Declaration> queue = reading.queue(fields, "Endpoint");
    if (queue.isEmpty() || topic.isEmpty()) {
      return;
    }
    if (reading.names().isFifo(queue.get()) && !reading.names().isFifo(topic.get())) {
      fields.wrong("Endpoint", "is a FIFO queue, and a standard topic delivers to standard ones");
    }
    warnUnlessAllowed(fields, "Endpoint", queue.get(), topic.get());
  }

  private void warnUnlessAllowed(Fields fields, String key, Declaration queue, Declaration topic) {
    String queueArn = reading.attribute(queue, "Arn");
    String topicArn = reading.attribute(topic, "TopicArn");
    if (!policies.allow(SNS, "sqs:SendMessage", queueArn, topicArn)) {
      fields.warn(
          key,
          "is a queue without a policy that lets %s send messages of this topic: AWS drops them"
                  .formatted(SNS)
              + " without a word");
    }
  }
}
