package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one device holds of one conversation: ordered by seq, without duplicates, gaps known. */
public final class LocalLog {
  private final String conversationId;
  private final TreeMap<Long, JsonNode> entries = new TreeMap<>();
  private final Map<String, Message> unanswered = new HashMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private long last;

  LocalLog(String conversationId) {
    this.conversationId = conversationId;
  }

  /** The last entry held such that none is missing before it; 0 when there is none. */
  public synchronized long last() {
    return last;
  }

  /** Whether something is held beyond an entry that is missing. */
  public synchronized boolean hasGap() {
    return !entries.isEmpty() && entries.lastKey() > last;
  }

  /** The entries held without a gap, ascending. */
  public synchronized List<JsonNode> entries() {
    return List.copyOf(entries.headMap(last, true).values());
  }

  /** Differences between two tellings of the same entry: always empty, or Parley broke its word. */
  public synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** Messages for which no ack has come yet. */
  public synchronized List<Message> unanswered() {
    return List.copyOf(unanswered.values());
  }

  /** A new message, its base being what is held now. */
  public synchronized Message write(String text) {
    Message message = Message.written(conversationId, last, text);
    unanswered.put(message.clientMessageId(), message);
    return message;
  }

  /** Takes an entry in; false when its seq was held already. */
  synchronized boolean add(JsonNode entry) {
    long seq = entry.path("seq").asLong();
    JsonNode held = entries.get(seq);
    if (held != null && !same(held, entry)) {
      contradictions.add(held + " was told again as " + entry);
    }
    if (held == null || !held.has("hash")) {
      entries.put(seq, entry);
    }
    while (entries.containsKey(last + 1)) {
      last++;
    }
    notifyAll();
    return held == null;
  }

  /** Takes in that a message of this device stands in the log. */
  synchronized void acknowledged(JsonNode ack, String author) {
    Message message = unanswered.remove(ack.path("clientMessageId").asText());
    if (message == null) {
      return;
    }
    ObjectNode entry = Json.object();
    entry.set("seq", ack.path("seq"));
    entry.put("kind", "text").set("at", ack.path("at"));
    entry.put("author", author);
    entry.put("clientMessageId", message.clientMessageId()).put("text", message.text());
    add(entry);
  }

  /** Forgets everything; what follows begins at {@code first}. */
  synchronized void reset(long first) {
    entries.clear();
    last = first - 1;
  }

  /** Waits until everything up to {@code seq} is held. */
  public synchronized void await(long seq, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (last < seq) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IllegalStateException(
            "entry " + seq + " did not come within " + within + "; held up to " + last);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for entry " + seq, e);
      }
    }
  }

  // An entry known from its ack lacks what the ack does not tell: compare what both have.
  private static boolean same(JsonNode one, JsonNode other) {
    return one.propertyStream()
        .filter(field -> other.has(field.getKey()))
        .allMatch(field -> field.getValue().asText().equals(other.get(field.getKey()).asText()));
  }
}
