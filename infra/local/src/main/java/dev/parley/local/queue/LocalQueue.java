package dev.parley.local.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NewMessageData;
import org.elasticmq.QueueStatistics;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import scala.jdk.javaapi.CollectionConverters;

/** A queue of this process, for those who need no HTTP to come to it. */
final class LocalQueue {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final QueueDefinition definition;
  private final ActorRef door;
  private final Stock stock;

  LocalQueue(QueueDefinition definition, ActorRef door, Stock stock) {
    this.definition = definition;
    this.door = door;
    this.stock = stock;
  }

  QueueDefinition definition() {
    return definition;
  }

  /** Returns the message's id when it is kept. Throws {@link QueueException} if it is not taken. */
  String send(Outgoing message) {
    if (definition.fifo() && message.group().isEmpty()) {
      throw new QueueException("The request must contain the parameter MessageGroupId.");
    }
    Optional<String> deduplication = definition.fifo() ? deduplication(message) : Optional.empty();
    Map<String, MessageAttribute> attributes = new TreeMap<>();
    message.attributes().forEach((name, value) -> attributes.put(name, value.toElastic()));
    var data =
        new NewMessageData(
            ScalaForms.none(),
            new MessageContent(message.body()),
            ScalaForms.map(attributes),
            ImmediateNextDelivery$.MODULE$,
            ScalaForms.option(message.group()),
            ScalaForms.option(deduplication.map(DeduplicationId::new)),
            0,
            ScalaForms.option(message.trace().map(TracingId::new)),
            ScalaForms.none(),
            ScalaForms.none());
    try {
      return ((MessageData) ask(new SendMessage(data), PATIENCE).join()).id().id();
    } catch (CompletionException e) {
      throw new QueueException(
          "the queue " + definition.name() + " did not take a message: " + e.getCause(), e);
    }
  }

  private Optional<String> deduplication(Outgoing message) {
    Optional<String> id =
        message
            .deduplication()
            .or(
                () ->
                    Optional.of(QueueMessage.digest("SHA-256", message.body()))
                        .filter(_ -> definition.contentBasedDeduplication()));
    if (id.isEmpty()) {
      throw new QueueException(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
    return id;
  }

  /** Completes with up to so many messages, with none when the wait is over. */
  CompletableFuture<List<QueueMessage>> receive(int most, Duration wait) {
    String prefix = definition.arn().substring(0, definition.arn().lastIndexOf(':') + 1);
    var asked =
        new ReceiveMessages(
            DefaultVisibilityTimeout$.MODULE$, most, ScalaForms.some(wait), ScalaForms.none());
    return ask(asked, wait.plus(PATIENCE))
        .thenApply(
            it ->
                CollectionConverters.asJava((scala.collection.immutable.List<?>) it).stream()
                    .map(message -> QueueMessage.of((MessageData) message, prefix))
                    .toList());
  }

  void delete(QueueMessage message) {
    ask(new DeleteMessage(new DeliveryReceipt(message.receipt())), PATIENCE).join();
  }

  /** Makes a received message visible again at once. */
  CompletableFuture<Object> giveBack(QueueMessage message) {
    var receipt = new DeliveryReceipt(message.receipt());
    return ask(new UpdateVisibilityTimeout(receipt, new MillisVisibilityTimeout(0)), PATIENCE);
  }

  /** Moves a received message into another queue, as a dead letter. */
  void move(QueueMessage message, LocalQueue to) {
    Optional<InternalMessage> whole = stock.message(definition.name(), message.id());
    if (whole.isPresent()) {
      // There first: who is killed in between has it in one of the two.
      to.ask(new DeadLetter(whole.orElseThrow(), definition.name()), PATIENCE).join();
      delete(message);
    }
  }

  QueueStatistics statistics() {
    return (QueueStatistics) ask(new GetQueueStatistics(0), PATIENCE).join();
  }

  private CompletableFuture<Object> ask(Object message, Duration patience) {
    return Patterns.ask(door, message, patience).toCompletableFuture();
  }
}
