package dev.parley.local.topic;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** A topic and who has subscribed to it. */
final class Topic {
  private final TopicDefinition definition;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Deduplication deduplication;
  private final ReentrantLock order = new ReentrantLock();
  private long sequence;

  final LongAdder published = new LongAdder();
  final LongAdder deleted = new LongAdder();

  Topic(TopicDefinition definition, InstantSource clock) {
    this.definition = definition;
    this.deduplication = new Deduplication(clock);
    // Later than that of the process before.
    this.sequence = clock.instant().toEpochMilli() * 1_000_000;
  }

  TopicDefinition definition() {
    return definition;
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /** What is published is delivered to every subscription before this returns. */
  Publication publish(Publication publication, BiConsumer<Subscription, Publication> deliver) {
    if (!definition.fifo()) {
      published.increment();
      subscriptions.forEach(subscription -> deliver.accept(subscription, publication));
      return publication;
    }
    // One at a time: the order of a group is that in which its messages are numbered.
    order.lock();
    try {
      String text = publication.text(Publication.DEFAULT);
      String id = publication.deduplication().orElseGet(() -> Deduplication.hash(text));
      Optional<Publication> before = deduplication.find(id);
      if (before.isPresent()) {
        return before.get();
      }
      Publication numbered = publication.numbered("%020d".formatted(++sequence), id);
      published.increment();
      subscriptions.forEach(subscription -> deliver.accept(subscription, numbered));
      deduplication.remember(id, numbered);
      return numbered;
    } finally {
      order.unlock();
    }
  }
}
