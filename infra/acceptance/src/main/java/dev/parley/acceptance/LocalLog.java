package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What one device holds of one conversation: ordered by seq, without duplicates, gaps known, texts
 * in their newest wording.
 */
public final class LocalLog {
  private final String conversationId;
  private final TreeMap<Long, JsonNode> entries = new TreeMap<>();
  private final Map<Long, JsonNode> edits = new HashMap<>();
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
    return write(text, OptionalLong.empty());
  }

  /** Another wording of a text that the person wrote. */
  public synchronized Message edit(long seq, String text) {
    return write(text, OptionalLong.of(seq));
  }

  private Message write(String text, OptionalLong of) {
    Message message = Message.written(conversationId, last, text, of);
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
    if (held == null || !held.has("hash") || wording(held) < wording(entry)) {
      entries.put(seq, entry);
    }
    if (entry.path("kind").asText().equals("edited") && entry.has("of")) {
      edits.merge(entry.path("of").asLong(), entry, LocalLog::newer);
    }
    List.of(seq, entry.path("of").asLong()).forEach(this::reword);
    while (entries.containsKey(last + 1)) {
      last++;
    }
    notifyAll();
    return held == null;
  }

  /** Shows an entry as its newest edit has it, whichever of the two came first. */
  private void reword(long seq) {
    JsonNode held = entries.get(seq);
    JsonNode edit = edits.get(seq);
    if (held != null && edit != null && wording(held) < edit.path("seq").asLong()) {
      ObjectNode reworded = held.deepCopy();
      reworded.set("text", edit.path("text"));
      reworded.set("editedBy", edit.path("seq"));
      entries.put(seq, reworded);
    }
  }

  private static JsonNode newer(JsonNode one, JsonNode other) {
    return one.path("seq").asLong() > other.path("seq").asLong() ? one : other;
  }

  private static long wording(JsonNode entry) {
    return entry.path("editedBy").asLong();
  }

  /** Takes in that a message of this device stands in the log. */
  synchronized void acknowledged(JsonNode ack, String author) {
    Message message = unanswered.remove(ack.path("clientMessageId").asText());
    if (message == null) {
      return;
    }
    ObjectNode entry = Json.object();
    entry.set("seq", ack.path("seq"));
    entry.put("kind", message.of().isPresent() ? "edited" : "text").set("at", ack.path("at"));
    entry.put("author", author);
    entry.put("clientMessageId", message.clientMessageId()).put("text", message.text());
    // As the same number is read from JSON.
    message.of().ifPresent(of -> entry.put("of", Math.toIntExact(of)));
    add(entry);
  }

  /** Forgets everything; what follows begins at {@code first}. */
  synchronized void reset(long first) {
    entries.clear();
    edits.clear();
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

  // An entry known from its ack lacks what the ack does not tell: compare what both have. Only an
  // edit may change a text.
  private static boolean same(JsonNode one, JsonNode other) {
    return one.propertyStream()
        .filter(field -> other.has(field.getKey()))
        .filter(field -> !field.getKey().equals("text") || wording(one) == wording(other))
        .filter(field -> !field.getKey().equals("editedBy"))
        .allMatch(field -> field.getValue().asText().equals(other.get(field.getKey()).asText()));
  }
}
