package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.AlreadyAnswered;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Side;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.failure.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the frames that clients get. */
public final class Frames {
  private Frames() {}

  /** A frame as JSON in UTF-8. */
  public static byte[] bytes(Frame frame) {
    return Json.bytes(json(frame));
  }

  /** What a client is told of a refusal. */
  public static Frame problem(Optional<String> requestId, Refused refused) {
    Optional<Entry> entry =
        refused instanceof AlreadyAnswered answered
            ? Optional.of(answered.answer())
            : Optional.empty();
    Optional<Duration> retryAfter =
        refused instanceof RateLimited limited
            ? Optional.of(limited.retryAfter())
            : Optional.empty();
    return new Frame.Problem(
        requestId, refused.code().text(), refused.getMessage(), refused.field(), entry, retryAfter);
  }

  private static ObjectNode json(Frame frame) {
    return switch (frame) {
      case Frame.Acknowledged ack ->
          answer("ack", ack.requestId())
              .put("conversationId", ack.conversation().value())
              .put("clientMessageId", ack.clientMessageId().text())
              .put("seq", ack.seq())
              .put("at", Json.text(ack.at()));
      case Frame.Appended appended ->
          answer("entry", Optional.empty())
              .put("conversationId", appended.conversation().value())
              .set("entry", entry(appended.entry()));
      case Frame.Entries page ->
          answer("entries", page.requestId())
              .put("conversationId", page.conversation().value())
              .put("last", page.last())
              .put("complete", page.complete())
              .set("entries", entries(page.entries()));
      case Frame.Reset reset ->
          answer("reset", reset.requestId())
              .put("conversationId", reset.conversation().value())
              .put("first", reset.first());
      case Frame.Unwatched unwatched ->
          answer("unwatched", unwatched.requestId())
              .put("conversationId", unwatched.conversation().value());
      case Frame.Typing typing -> typing(typing);
      case Frame.Pong pong -> answer("pong", pong.requestId()).put("at", Json.text(pong.at()));
      case Frame.Problem problem -> problem(problem);
    };
  }

  private static ObjectNode answer(String type, Optional<String> requestId) {
    ObjectNode json = Json.object().put("type", type);
    requestId.ifPresent(id -> json.put("requestId", id));
    return json;
  }

  private static ObjectNode problem(Frame.Problem problem) {
    ObjectNode json =
        answer("error", problem.requestId())
            .put("code", problem.code())
            .put("message", problem.message());
    problem.field().ifPresent(field -> json.put("field", field));
    problem.entry().ifPresent(entry -> json.set("entry", entry(entry)));
    problem.retryAfter().ifPresent(wait -> json.put("retryAfter", wait.toSeconds()));
    return json;
  }

  private static ObjectNode typing(Frame.Typing typing) {
    ObjectNode json =
        answer("typist", Optional.empty())
            .put("conversationId", typing.conversation().value())
            .put("side", lowerCase(typing.side()));
    typing.typist().ifPresent(typist -> json.put("person", typist.person()));
    typing.typist().flatMap(Frame.Typist::name).ifPresent(name -> json.put("name", name));
    return json;
  }

  static ArrayNode entries(List<Entry> entries) {
    ArrayNode json = Json.object().arrayNode();
    entries.forEach(entry -> json.add(entry(entry)));
    return json;
  }

  private static ObjectNode entry(Entry entry) {
    ObjectNode json =
        Json.object()
            .put("seq", entry.seq())
            .put("kind", entry.content().kind())
            .put("at", Json.text(entry.at()))
            .put("author", entry.author())
            .put("side", lowerCase(entry.side()));
    entry
        .clientMessageId()
        .map(ClientMessageId::text)
        .ifPresent(id -> json.put("clientMessageId", id));
    if (entry.content() instanceof Content.Text text) {
      json.put("text", text.text());
    }
    json.putObject("totals")
        .put("client", entry.totals().client())
        .put("staff", entry.totals().staff());
    return json.put("hash", entry.hash().value());
  }

  private static String lowerCase(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
