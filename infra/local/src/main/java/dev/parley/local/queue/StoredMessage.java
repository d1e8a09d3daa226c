package dev.parley.local.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A message as it is written to the file of the queues, with all that ElasticMQ knows of it.
 *
 * @param firstReceived null until it has been received
 * @param sequence of a message of a FIFO queue; null in other queues
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredMessage(
    String id,
    String body,
    Map<String, MessageValue> attributes,
    long nextDelivery,
    String created,
    int order,
    String firstReceived,
    int receiveCount,
    List<String> receipts,
    boolean fifo,
    String group,
    String deduplication,
    String trace,
    String sequence,
    String deadLetterSource) {

  static StoredMessage of(InternalMessage it) {
    Map<String, MessageValue> attributes = new TreeMap<>();
    ScalaForms.map(it.messageAttributes())
        .forEach((name, value) -> attributes.put(name, MessageValue.of(value)));
    return new StoredMessage(
        it.id(),
        it.content().value(),
        attributes,
        it.nextDelivery(),
        it.created().toInstant().toString(),
        it.orderIndex(),
        it.firstReceive() instanceof OnDateTimeReceived at
            ? at.when().toInstant().toString()
            : null,
        it.receiveCount(),
        List.copyOf(CollectionConverters.asJava(it.deliveryReceipts())),
        it.isFifo(),
        text(it.messageGroupId()),
        ScalaForms.optional(it.messageDeduplicationId()).map(DeduplicationId::id).orElse(null),
        ScalaForms.optional(it.tracingId()).map(TracingId::id).orElse(null),
        text(it.sequenceNumber()),
        text(it.deadLetterSourceQueueName()));
  }

  /** What its queue takes for the same message; only of one with a deduplication id. */
  Journal.Duplicate duplicate() {
    return new Journal.Duplicate(deduplication, id, sequence, created);
  }

  /** The same message, come into another queue from the one of this name. */
  StoredMessage deadLetter(long now, String from) {
    return new StoredMessage(
        id,
        body,
        attributes,
        now,
        created,
        order,
        firstReceived,
        receiveCount,
        List.of(),
        fifo,
        group,
        deduplication,
        trace,
        sequence,
        from);
  }

  InternalMessage toElastic() {
    Map<String, org.elasticmq.MessageAttribute> values = new TreeMap<>();
    attributes.forEach((name, value) -> values.put(name, value.toElastic()));
    Received first =
        firstReceived == null
            ? NeverReceived$.MODULE$
            : new OnDateTimeReceived(Instant.parse(firstReceived).atOffset(ZoneOffset.UTC));
    return new InternalMessage(
        id,
        // It is written to by the queue's actor and read when the message expires.
        CollectionConverters.asScala(new CopyOnWriteArrayList<>(receipts)),
        nextDelivery,
        new MessageContent(body),
        ScalaForms.map(values),
        Instant.parse(created).atOffset(ZoneOffset.UTC),
        order,
        first,
        receiveCount,
        fifo,
        ScalaForms.option(Optional.ofNullable(group)),
        ScalaForms.option(Optional.ofNullable(deduplication).map(DeduplicationId::new)),
        ScalaForms.option(Optional.ofNullable(trace).map(TracingId::new)),
        ScalaForms.option(Optional.ofNullable(sequence)),
        ScalaForms.option(Optional.ofNullable(deadLetterSource)));
  }

  private static String text(scala.Option<String> value) {
    return ScalaForms.optional(value).orElse(null);
  }
}
