package dev.parley.local.queue;

import dev.parley.local.queue.Journal.Duplicate;
import dev.parley.local.queue.Journal.Entry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.elasticmq.actor.queue.InternalMessage;

/** Which message is in which queue, kept in a file where there is one. */
final class Stock implements AutoCloseable {
  private final InstantSource clock;
  private final Map<String, Map<String, InternalMessage>> queues = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, Map<String, Duplicate>> duplicates = new HashMap<>();
  private final Set<String> deleting = new HashSet<>();
  // Out of one queue and not yet in another: in the file they are still where they were.
  private final Map<String, Entry> leaving = new HashMap<>();
  private final Optional<Journal> journal;

  private Stock(InstantSource clock, Optional<Path> file) {
    this.clock = clock;
    Map<String, Entry> read = new LinkedHashMap<>();
    this.journal = file.map(it -> Journal.open(it, entry -> note(read, entry)));
    read.values().forEach(it -> place(it.queue(), it.put().toElastic()));
    journal.ifPresent(it -> it.rewrite(all()));
  }

  /** Takes over what the file holds, if there is one. */
  static Stock open(InstantSource clock, Optional<Path> file) {
    return new Stock(clock, file);
  }

  private void note(Map<String, Entry> read, Entry entry) {
    if (entry.put() != null) {
      StoredMessage message = entry.put();
      read.put(message.id(), entry);
      if (message.deduplication() != null) {
        remember(entry.queue(), message.duplicate());
      }
    } else if (entry.gone() != null) {
      read.remove(entry.gone());
    } else {
      remember(entry.queue(), entry.duplicate());
    }
  }

  private void place(String queue, InternalMessage message) {
    String before = places.put(message.id(), queue);
    if (before != null && !before.equals(queue)) {
      in(before).remove(message.id());
    }
    in(queue).put(message.id(), message);
    leaving.remove(message.id());
  }

  private Map<String, InternalMessage> in(String queue) {
    return queues.computeIfAbsent(queue, _ -> new LinkedHashMap<>());
  }

  synchronized List<InternalMessage> of(String queue) {
    return List.copyOf(in(queue).values());
  }

  synchronized Optional<InternalMessage> message(String queue, String id) {
    return Optional.ofNullable(in(queue).get(id));
  }

  /** A message has come into a queue, perhaps out of another, or has been received. */
  synchronized void put(String queue, InternalMessage message) {
    write(Entry.put(queue, StoredMessage.of(message)));
    place(queue, message);
  }

  /** A message has been received; nothing is known of it when it has been deleted since. */
  synchronized void changed(String queue, InternalMessage message) {
    if (in(queue).containsKey(message.id())) {
      put(queue, message);
    }
  }

  /** The message will be deleted: its removal is no move into another queue. */
  synchronized void deleting(String id) {
    if (places.containsKey(id)) {
      deleting.add(id);
    }
  }

  /** Somebody wants a message deleted, which works only with the last receipt. */
  synchronized void deleting(String queue, String id, String receipt) {
    message(queue, id)
        .filter(it -> it.deliveryReceipts().lastOption().contains(receipt))
        .ifPresent(it -> deleting(it.id()));
  }

  /**
   * A message has left a queue. Unless it is deleted it is on its way into the dead letter queue,
   * and in the file it stays where it was until it has come there.
   */
  synchronized void left(String queue, String id) {
    InternalMessage message = in(queue).remove(id);
    boolean here = queue.equals(places.get(id));
    if (deleting.remove(id)) {
      if (here) {
        places.remove(id);
        write(Entry.gone(queue, id));
      }
    } else if (here && message != null) {
      leaving.put(id, Entry.put(queue, StoredMessage.of(message)));
    }
  }

  synchronized void clear(String queue) {
    for (String id : List.copyOf(in(queue).keySet())) {
      deleting.add(id);
      left(queue, id);
    }
  }

  /** The message that came within five minutes with the same deduplication id. */
  synchronized Optional<Duplicate> duplicate(String queue, String deduplication) {
    Instant oldest = clock.instant().minus(QueueLimits.DEDUPLICATION);
    Map<String, Duplicate> known = duplicates.computeIfAbsent(queue, _ -> new LinkedHashMap<>());
    // The oldest come first: looking at all would make every message of a busy queue slow.
    var first = known.values().iterator();
    while (first.hasNext() && !isAfter(first.next(), oldest)) {
      first.remove();
    }
    return Optional.ofNullable(known.get(deduplication)).filter(it -> isAfter(it, oldest));
  }

  private static boolean isAfter(Duplicate duplicate, Instant oldest) {
    return Instant.parse(duplicate.at()).isAfter(oldest);
  }

  /** The message itself, as it is in the file, tells the next process of this. */
  synchronized void taken(String queue, Duplicate duplicate) {
    remember(queue, duplicate);
  }

  private void remember(String queue, Duplicate duplicate) {
    duplicates
        .computeIfAbsent(queue, _ -> new LinkedHashMap<>())
        .put(duplicate.deduplication(), duplicate);
  }

  private void write(Entry entry) {
    if (journal.isPresent()) {
      Journal file = journal.orElseThrow();
      if (file.worthRewriting()) {
        rewrite(file);
      }
      file.write(entry);
    }
  }

  private void rewrite(Journal file) {
    try {
      file.rewrite(all());
    } catch (UncheckedIOException e) {
      // The old file goes on, or says with the entry that comes now that it cannot.
    }
  }

  private List<Entry> all() {
    List<Entry> entries = new ArrayList<>(leaving.values());
    queues.forEach(
        (queue, messages) ->
            messages.values().forEach(it -> entries.add(Entry.put(queue, StoredMessage.of(it)))));
    duplicates.forEach(
        (queue, known) -> known.values().forEach(it -> entries.add(Entry.duplicate(queue, it))));
    return entries;
  }

  @Override
  public synchronized void close() {
    journal.ifPresent(Journal::close);
  }
}
