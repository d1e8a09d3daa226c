package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** One socket of a device: it writes what arrives into the device's logs and heals their gaps. */
public final class ChatSocket implements AutoCloseable {
  /** How long an answer may take before the wait for it fails. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  // Across sockets, so that no answer is taken for another socket's.
  private static final AtomicLong REQUESTS = new AtomicLong();

  private final String person;
  private final Function<String, LocalLog> logs;
  private final Witness witness;
  private final Frames frames = new Frames();
  private final Set<String> watched = ConcurrentHashMap.newKeySet();
  private final Set<String> healing = ConcurrentHashMap.newKeySet();
  private final Wire wire;

  ChatSocket(
      HttpClient http,
      URI url,
      Optional<String> origin,
      String person,
      Function<String, LocalLog> logs,
      Witness witness) {
    this.person = person;
    this.logs = logs;
    this.witness = witness;
    this.wire = Wire.open(http, url, origin, this::received, frames::close);
  }

  /** Writes a new message and waits until it stands in the log. */
  public JsonNode send(String conversationId, String text) {
    return send(logs.apply(conversationId).write(text));
  }

  /** Delivers a message, for the first time or again, and gives its ack. */
  public JsonNode send(Message message) {
    return answer(post(message));
  }

  /** Delivers a message of staff even if a colleague has answered in the meantime. */
  public JsonNode confirm(Message message) {
    return answer(post(sending(message).put("confirm", true)));
  }

  /** Sends a message and does not wait; gives the request's id. */
  public String post(Message message) {
    return post(sending(message));
  }

  /** Gives a text of the person another wording and waits until that stands in the log. */
  public JsonNode edit(String conversationId, long seq, String text) {
    return send(logs.apply(conversationId).edit(seq, text));
  }

  private ObjectNode sending(Message message) {
    String action = message.of().isPresent() ? "edit" : "send";
    ObjectNode frame = frame(action, message.conversationId());
    message.of().ifPresent(seq -> frame.put("seq", seq));
    frame.put("clientMessageId", message.clientMessageId());
    frame.put("after", logs.apply(message.conversationId()).last());
    return frame.put("text", message.text());
  }

  /** Tells that the person is typing; only a refusal is answered. */
  public String type(String conversationId) {
    return post(frame("typing", conversationId));
  }

  /** Tells that the person has seen everything up to an entry; gives where the side stands. */
  public JsonNode read(String conversationId, long seq) {
    return answer(post(frame("read", conversationId).put("seq", seq)));
  }

  /** Gets what has changed in the person's list since a cursor; everything without one. */
  public JsonNode sync(Optional<String> since) {
    return sync(Json.object(), since);
  }

  /** The same of a channel's list, and its hints from now on. */
  public JsonNode sync(String channel, Optional<String> since) {
    return sync(Json.object().put("channel", channel), since);
  }

  private JsonNode sync(ObjectNode frame, Optional<String> since) {
    since.ifPresent(cursor -> frame.put("since", cursor));
    return answer(post(frame.put("action", "sync")));
  }

  public void unsync(String channel) {
    answer(post(Json.object().put("action", "unsync").put("channel", channel)));
  }

  /** Gets what the device lacks of a conversation, and what comes from now on. */
  public void watch(String conversationId) {
    watched.add(conversationId);
    long after = logs.apply(conversationId).last();
    String request = post(frame("watch", conversationId).put("after", after));
    Predicate<JsonNode> end = frame -> isError(frame) || frame.path("complete").asBoolean();
    refusedOr(await(answers(request).and(end), "complete answer to " + request));
  }

  public void unwatch(String conversationId) {
    watched.remove(conversationId);
    answer(post(frame("unwatch", conversationId)));
  }

  public JsonNode ping() {
    return answer(post(Json.object().put("action", "ping")));
  }

  /** Sends a frame as it is, with a request id of its own if it has none. */
  public String post(ObjectNode frame) {
    if (!frame.has("requestId")) {
      frame.put("requestId", "r" + REQUESTS.incrementAndGet());
    }
    post(frame.toString());
    return frame.path("requestId").asText();
  }

  /** Sends any text at all. */
  public void post(String text) {
    witness.sent(text);
    wire.write(text);
  }

  /** Waits for the first answer to a request; an error is thrown as {@link Refused}. */
  public JsonNode answer(String request) {
    return refusedOr(await(answers(request), "answer to " + request));
  }

  /** Waits for a frame, among those that came already too. */
  public JsonNode await(Predicate<JsonNode> wanted, String what) {
    return frames.await(wanted, what, PATIENCE);
  }

  /** Everything received on this socket so far. */
  public List<JsonNode> frames() {
    return frames.all();
  }

  /** Waits for the end of the connection and gives its close code, 1006 for none. */
  public int awaitClose() {
    return frames.awaitClose(PATIENCE);
  }

  /** Nothing that arrives is heard any more, though the connection still stands. */
  public void stopListening() {
    wire.stopListening();
  }

  /** The connection ends without a close frame, as when a train enters a tunnel. */
  public void cut() {
    wire.cut();
  }

  @Override
  public void close() {
    wire.close();
  }

  private void received(JsonNode frame) {
    witness.received(frame);
    String conversation = frame.path("conversationId").asText();
    LocalLog log = logs.apply(conversation);
    switch (frame.path("type").asText()) {
      case "entry" -> log.add(frame.path("entry"));
      case "entries" -> {
        frame.path("entries").forEach(log::add);
        if (frame.path("complete").asBoolean()) {
          healing.remove(conversation);
        }
      }
      case "reset" -> log.reset(frame.path("first").asLong());
      case "ack" -> log.acknowledged(frame, person);
      default -> {
        // Answers without entries matter only to whoever waits for them.
      }
    }
    heal(conversation, log);
    frames.add(frame);
  }

  private void heal(String conversation, LocalLog log) {
    if (watched.contains(conversation) && log.hasGap() && healing.add(conversation)) {
      ObjectNode again = frame("watch", conversation).put("after", log.last());
      // Not from the reading thread, which must stay free to read the answer.
      Thread.ofVirtual().start(() -> post(again));
    }
  }

  private static ObjectNode frame(String action, String conversationId) {
    return Json.object().put("action", action).put("conversationId", conversationId);
  }

  private static Predicate<JsonNode> answers(String request) {
    return frame -> frame.path("requestId").asText().equals(request) && frame.has("type");
  }

  private static boolean isError(JsonNode frame) {
    return frame.path("type").asText().equals("error");
  }

  private static JsonNode refusedOr(JsonNode frame) {
    if (isError(frame)) {
      String code = frame.path("code").asText();
      throw new Refused(0, code, frame.path("field").asText(), frame.toString());
    }
    return frame;
  }
}
