package dev.parley.local.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageData;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.TracingId;

/**
 * A message as it was received.
 *
 * @param attributes those that SQS adds, by their names there
 * @param messageAttributes those that the sender added
 */
public record QueueMessage(
    String id,
    String receipt,
    String body,
    Map<String, String> attributes,
    Map<String, MessageValue> messageAttributes) {
  private static final String SENDER = "AIDALOCAL00000000000";

  public Optional<String> trace() {
    return Optional.ofNullable(attributes.get("AWSTraceHeader"));
  }

  public Optional<String> group() {
    return Optional.ofNullable(attributes.get("MessageGroupId"));
  }

  /** In hexadecimal digits. */
  public String md5OfBody() {
    return digest("MD5", body);
  }

  static String digest(String algorithm, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static QueueMessage of(MessageData message, String arnPrefix) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(
        "ApproximateReceiveCount",
        Integer.toString(message.statistics().approximateReceiveCount()));
    ScalaForms.optional(message.tracingId())
        .map(TracingId::id)
        .ifPresent(it -> attributes.put("AWSTraceHeader", it));
    attributes.put("SentTimestamp", Long.toString(message.created().toInstant().toEpochMilli()));
    ScalaForms.optional(message.sequenceNumber())
        .ifPresent(it -> attributes.put("SequenceNumber", it));
    ScalaForms.optional(message.messageGroupId())
        .ifPresent(it -> attributes.put("MessageGroupId", it));
    ScalaForms.optional(message.messageDeduplicationId())
        .map(DeduplicationId::id)
        .ifPresent(it -> attributes.put("MessageDeduplicationId", it));
    ScalaForms.optional(message.deadLetterSourceQueueName())
        .ifPresent(it -> attributes.put("DeadLetterQueueSourceArn", arnPrefix + it));
    attributes.put("SenderId", SENDER);
    if (message.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
      attributes.put(
          "ApproximateFirstReceiveTimestamp",
          Long.toString(first.when().toInstant().toEpochMilli()));
    }
    Map<String, MessageValue> values = new TreeMap<>();
    ScalaForms.map(message.messageAttributes())
        .forEach((name, value) -> values.put(name, MessageValue.of(value)));
    return new QueueMessage(
        message.id().id(),
        ScalaForms.optional(message.deliveryReceipt()).map(DeliveryReceipt::receipt).orElse(""),
        message.content().value(),
        attributes,
        values);
  }
}
