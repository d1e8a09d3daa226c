package dev.parley.local.topic;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** An endpoint that gets what a topic publishes. */
final class Subscription {
  /** What may be subscribed on one machine. */
  enum Protocol {
    SQS,
    LAMBDA,
    /** Stays unconfirmed: nobody reads the mail in which SNS asks. */
    EMAIL
  }

  private final String arn;
  private final String topicArn;
  private final String protocol;
  private final String endpoint;
  private volatile Settings settings;

  final LongAdder delivered = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder filtered = new LongAdder();

  Subscription(String topicArn, String protocol, String endpoint, Settings settings) {
    this.topicArn = topicArn;
    this.protocol = protocol;
    this.endpoint = endpoint;
    this.settings = settings;
    // The same after a restart.
    String name = topicArn + " " + protocol + " " + endpoint;
    this.arn = topicArn + ":" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  String arn() {
    return arn;
  }

  String topicArn() {
    return topicArn;
  }

  String protocol() {
    return protocol;
  }

  Protocol kind() {
    return kind(protocol);
  }

  static Protocol kind(String protocol) {
    return switch (protocol) {
      case "sqs" -> Protocol.SQS;
      case "lambda" -> Protocol.LAMBDA;
      case "email", "email-json" -> Protocol.EMAIL;
      case "http", "https", "sms", "application", "firehose" ->
          throw SnsException.invalid(
              "Protocol Reason: %s endpoints do not exist on this machine".formatted(protocol));
      default ->
          throw SnsException.invalid(
              "Amazon SNS does not support this protocol string: " + protocol);
    };
  }

  String endpoint() {
    return endpoint;
  }

  boolean isConfirmed() {
    return kind() != Protocol.EMAIL;
  }

  Settings settings() {
    return settings;
  }

  /** Others that change at the same time are waited for, or one change would undo the other. */
  synchronized void set(String name, String value) {
    settings = settings.with(name, value, protocol, "");
  }
}
