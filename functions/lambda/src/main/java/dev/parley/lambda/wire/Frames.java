package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.AlreadyAnswered;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.Receipt;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.money.Money;
import java.time.Duration;
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
    Optional<Money> shortfall =
        refused instanceof Shortfall it ? Optional.of(it.missing()) : Optional.empty();
    return new Frame.Problem(
        requestId,
        refused.code().text(),
        refused.getMessage(),
        refused.field(),
        entry,
        retryAfter,
        shortfall);
  }

  private static ObjectNode json(Frame frame) {
    return switch (frame) {
      case Frame.Acknowledged ack -> receipt(answer("ack", ack.requestId()), ack.receipt());
      case Frame.Read read -> marked(answer("read", read.requestId()), read.marked());
      case Frame.Inbox inbox -> inbox(inbox);
      case Frame.Unsynced unsynced ->
          answer("unsynced", unsynced.requestId()).put("channel", unsynced.channel());
      case Frame.Bye bye -> answer("bye", Optional.empty()).put("code", bye.code());
      case Frame.Appended appended ->
          answer("entry", Optional.empty())
              .put("conversationId", appended.conversation().value())
              .set("entry", Entries.entry(appended.entry()));
      case Frame.Entries page ->
          answer("entries", page.requestId())
              .put("conversationId", page.conversation().value())
              .put("last", page.last())
              .put("complete", page.complete())
              .set("entries", Entries.entries(page.entries()));
      case Frame.Reset reset ->
          answer("reset", reset.requestId())
              .put("conversationId", reset.conversation().value())
              .put("first", reset.first());
      case Frame.Ordered it ->
          answer("receipt", it.requestId())
              .put("consultationId", it.consultation())
              .put("version", it.version())
              .put("seq", it.seq())
              .put("at", Json.text(it.at()));
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
    problem.entry().ifPresent(entry -> json.set("entry", Entries.entry(entry)));
    problem.retryAfter().ifPresent(wait -> json.put("retryAfter", wait.toSeconds()));
    problem.shortfall().ifPresent(missing -> json.set("shortfall", Amounts.write(missing)));
    return json;
  }

  private static ObjectNode typing(Frame.Typing typing) {
    ObjectNode json =
        answer("typist", Optional.empty())
            .put("conversationId", typing.conversation().value())
            .put("side", Json.lowerCase(typing.side()));
    typing.typist().ifPresent(typist -> json.put("person", typist.person()));
    typing.typist().flatMap(Frame.Typist::name).ifPresent(name -> json.put("name", name));
    return json;
  }

  static ObjectNode receipt(ObjectNode json, Receipt receipt) {
    return json.put("conversationId", receipt.conversation().value())
        .put("clientMessageId", receipt.clientMessageId().text())
        .put("seq", receipt.seq())
        .put("at", Json.text(receipt.at()));
  }

  static ObjectNode marked(ObjectNode json, ReadMarks.Marked marked) {
    return json.put("conversationId", marked.conversation().value())
        .put("side", Json.lowerCase(marked.side()))
        .put("seq", marked.seq());
  }

  private static ObjectNode inbox(Frame.Inbox inbox) {
    ObjectNode json = answer("inbox", inbox.requestId());
    inbox.channel().ifPresent(channel -> json.put("channel", channel));
    ArrayNode lines = json.putArray("conversations");
    inbox
        .lines()
        .forEach(
            line -> {
              ObjectNode one = lines.addObject();
              one.put("conversationId", line.row().conversation().id().value());
              InboxLines.write(one, line);
            });
    inbox.cursor().ifPresent(cursor -> json.put("cursor", cursor.text()));
    return json.put("complete", inbox.complete());
  }
}
