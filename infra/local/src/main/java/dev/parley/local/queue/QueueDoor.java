package dev.parley.local.queue;

import dev.parley.local.queue.Journal.Duplicate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Status;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NewMessageData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.ClearQueue;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import org.elasticmq.rest.sqs.SQSException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands before a queue of ElasticMQ and does what that does by the system's clock or not at all:
 * it dates what is sent, knows duplicates, keeps messages in the file and lets them expire.
 */
final class QueueDoor extends AbstractActor {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final DeliveryReceipt NOBODY = new DeliveryReceipt("nobody#nobody");

  private final QueueDefinition queue;
  private final ActorRef inside;
  private final Stock stock;
  private final LocalNow now;
  private Instant looked = Instant.MIN;
  private Instant last = Instant.MIN;
  private int sent;

  QueueDoor(QueueDefinition queue, ActorRef inside, Stock stock, LocalNow now) {
    this.queue = queue;
    this.inside = inside;
    this.stock = stock;
    this.now = now;
  }

  static Props of(QueueDefinition queue, ActorRef inside, Stock stock, LocalNow now) {
    return Props.create(QueueDoor.class, () -> new QueueDoor(queue, inside, stock, now));
  }

  /** What a file has kept of the queue goes back into it. */
  @Override
  public void preStart() {
    List<InternalMessage> kept = stock.of(queue.name());
    if (!kept.isEmpty()) {
      inside.tell(new RestoreMessages(ScalaForms.list(kept)), ActorRef.noSender());
      sent = following(kept);
    }
  }

  private static int following(List<InternalMessage> kept) {
    return kept.stream().mapToInt(InternalMessage::orderIndex).max().orElse(-1) + 1;
  }

  /** After a failure of this door: the queue behind it has its messages already. */
  @Override
  public void postRestart(Throwable reason) {
    sent = following(stock.of(queue.name()));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(SendMessage.class, this::send)
        .match(
            ReceiveMessages.class,
            it -> {
              expire();
              inside.forward(it, getContext());
            })
        .match(
            GetQueueStatistics.class,
            _ -> {
              expire();
              inside.forward(new GetQueueStatistics(now.nowMillis()), getContext());
            })
        .match(
            DeleteMessage.class,
            it -> {
              DeliveryReceipt receipt = understood(it.deliveryReceipt());
              stock.deleting(queue.name(), receipt.extractId().id(), receipt.receipt());
              inside.forward(new DeleteMessage(receipt), getContext());
            })
        .match(
            UpdateVisibilityTimeout.class,
            it -> {
              DeliveryReceipt receipt = understood(it.deliveryReceipt());
              var update = new UpdateVisibilityTimeout(receipt, it.visibilityTimeout());
              inside.forward(update, getContext());
            })
        .match(
            ClearQueue.class,
            it -> {
              stock.clear(queue.name());
              inside.forward(it, getContext());
            })
        .match(DeadLetter.class, this::bury)
        .match(ClockMoved.class, _ -> wake())
        .matchAny(it -> inside.forward(it, getContext()))
        .build();
  }

  // ElasticMQ answers with a failure of its own to a receipt of nothing but separators.
  private static DeliveryReceipt understood(DeliveryReceipt receipt) {
    return receipt.receipt().split("#").length == 0 ? NOBODY : receipt;
  }

  private void send(SendMessage sending) {
    NewMessageData asked = sending.message();
    if (size(asked) > queue.maximumMessageSize()) {
      refuse(
          "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
              .formatted(queue.maximumMessageSize()));
      return;
    }
    Optional<String> deduplication =
        ScalaForms.optional(asked.messageDeduplicationId()).map(DeduplicationId::id);
    Optional<Duplicate> duplicate = deduplication.flatMap(it -> stock.duplicate(queue.name(), it));
    if (duplicate.isPresent()) {
      Duplicate known = duplicate.orElseThrow();
      answer(message(asked, known.id(), Instant.parse(known.at()), known.sequence()));
      return;
    }
    Instant at = next();
    InternalMessage message = message(asked, UUID.randomUUID().toString(), at, sequence(at));
    try {
      stock.put(queue.name(), message);
      deduplication.ifPresent(
          it -> stock.taken(queue.name(), StoredMessage.of(message).duplicate()));
    } catch (RuntimeException e) {
      getSender().tell(new Status.Failure(e), getSelf());
      return;
    }
    arrived(message);
    answer(message);
  }

  private void bury(DeadLetter letter) {
    InternalMessage message =
        StoredMessage.of(letter.message()).deadLetter(now.nowMillis(), letter.from()).toElastic();
    try {
      stock.put(queue.name(), message);
    } catch (RuntimeException e) {
      getSender().tell(new Status.Failure(e), getSelf());
      return;
    }
    arrived(message);
    answer(message);
  }

  private void arrived(InternalMessage message) {
    inside.tell(new RestoreMessages(ScalaForms.list(List.of(message))), ActorRef.noSender());
    wake();
  }

  private InternalMessage message(NewMessageData asked, String id, Instant at, String sequence) {
    long due = asked.nextDelivery().toMillis(at.toEpochMilli(), queue.delay().toMillis()).millis();
    return new InternalMessage(
        id,
        // It is written to by the queue's actor and read when the message expires.
        CollectionConverters.asScala(new CopyOnWriteArrayList<>()),
        due,
        asked.content(),
        asked.messageAttributes(),
        at.atOffset(ZoneOffset.UTC),
        sent++,
        NeverReceived$.MODULE$,
        0,
        queue.fifo(),
        asked.messageGroupId(),
        asked.messageDeduplicationId(),
        asked.tracingId(),
        ScalaForms.option(Optional.ofNullable(sequence)),
        asked.deadLetterSourceQueueName());
  }

  // The order of a FIFO queue is that of its times, so that no two may be equal.
  private Instant next() {
    Instant at = now.instant();
    last = at.isAfter(last) ? at : last.plusNanos(1_000);
    return last;
  }

  private String sequence(Instant at) {
    return queue.fifo() ? "%011d%09d".formatted(at.getEpochSecond(), at.getNano()) : null;
  }

  private static int size(NewMessageData message) {
    int size = message.content().value().getBytes(StandardCharsets.UTF_8).length;
    Map<String, MessageValue> attributes = new TreeMap<>();
    ScalaForms.map(message.messageAttributes())
        .forEach((name, value) -> attributes.put(name, MessageValue.of(value)));
    for (var attribute : attributes.entrySet()) {
      size += attribute.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += attribute.getValue().size();
    }
    return size;
  }

  private void refuse(String why) {
    var error =
        new SQSException(
            "InvalidParameterValue",
            400,
            "com.amazonaws.sqs#InvalidParameterValueException",
            ScalaForms.some(why));
    getSender().tell(new Status.Failure(error), getSelf());
  }

  private void answer(InternalMessage message) {
    getSender().tell(message.toMessageData(), getSelf());
  }

  // A message that nobody has received has no receipt to delete it with: it gets one.
  private void expire() {
    Instant at = now.instant();
    if (at.isBefore(looked.plus(BETWEEN_LOOKS))) {
      return;
    }
    looked = at;
    Instant oldest = at.minus(queue.retention());
    for (InternalMessage message : stock.of(queue.name())) {
      if (message.created().toInstant().isBefore(oldest)) {
        String receipt = message.id() + "#expired";
        CollectionConverters.asJava(message.deliveryReceipts()).add(receipt);
        stock.deleting(message.id());
        inside.tell(new DeleteMessage(new DeliveryReceipt(receipt)), ActorRef.noSender());
      }
    }
  }

  // Whoever waits for messages is answered when ElasticMQ hears of any visibility timeout.
  private void wake() {
    inside.tell(
        new UpdateVisibilityTimeout(NOBODY, new MillisVisibilityTimeout(0)), ActorRef.noSender());
  }
}
