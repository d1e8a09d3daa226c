package dev.parley.local.queue;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.actor.queue.QueueEventWithOperationStatus;

/** Hears of what happens inside ElasticMQ's queues and tells the stock. */
final class StockKeeper extends AbstractActor {
  private final Stock stock;

  StockKeeper(Stock stock) {
    this.stock = stock;
  }

  static Props of(Stock stock) {
    return Props.create(StockKeeper.class, () -> new StockKeeper(stock));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(QueueEventWithOperationStatus.class, this::happened)
        .matchAny(_ -> {})
        .build();
  }

  private void happened(QueueEventWithOperationStatus event) {
    switch (event) {
      case QueueEvent.MessageAdded it -> stock.put(it.queueName(), it.message());
      case QueueEvent.MessageUpdated it -> stock.changed(it.queueName(), it.message());
      case QueueEvent.MessageRemoved it -> stock.left(it.queueName(), it.messageId());
      default -> {
        // Queues themselves come from the template at every start.
      }
    }
    getSender().tell(OperationSuccessful$.MODULE$, getSelf());
  }
}
