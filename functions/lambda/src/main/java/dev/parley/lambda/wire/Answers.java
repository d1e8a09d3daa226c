package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.conversation.AlreadyAnswered;
import dev.parley.core.conversation.Attachments;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Erasing;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.Names;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.Receipt;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.payment.Prepared;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.SocketTickets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the answers of the REST API. */
public final class Answers {
  static final int OK = 200;
  static final int CREATED = 201;
  static final int ACCEPTED = 202;

  private Answers() {}

  public static APIGatewayV2HTTPResponse opened(Conversations.Opened opened) {
    return answer(opened.created() ? CREATED : OK, conversation(opened.conversation()));
  }

  public static APIGatewayV2HTTPResponse shown(Conversations.Shown shown) {
    return answer(OK, conversation(shown));
  }

  public static APIGatewayV2HTTPResponse listed(InboxLists.Listed listed) {
    ObjectNode json = Json.object().put("complete", listed.complete());
    listed.cursor().ifPresent(cursor -> json.put("cursor", cursor.text()));
    listed.next().ifPresent(next -> json.put("next", Listing.text(next)));
    ArrayNode conversations = json.putArray("conversations");
    listed.conversations().forEach(shown -> conversations.add(conversation(shown)));
    return answer(OK, json);
  }

  public static APIGatewayV2HTTPResponse receipt(Receipt receipt) {
    return answer(OK, Frames.receipt(Json.object(), receipt));
  }

  /** How a file is uploaded: its fields go before the part {@code file}. */
  public static APIGatewayV2HTTPResponse prepared(Attachments.Prepared prepared) {
    ObjectNode json =
        Json.object()
            .put("fileId", prepared.file())
            .put("url", prepared.form().url().toString())
            .put("expiresAt", Json.text(prepared.expiresAt()));
    ObjectNode fields = json.putObject("fields");
    new TreeMap<>(prepared.form().fields()).forEach(fields::put);
    return answer(CREATED, json);
  }

  public static APIGatewayV2HTTPResponse link(Attachments.Link link) {
    return answer(
        OK,
        Json.object()
            .put("url", link.url().toString())
            .put("expiresAt", Json.text(link.expiresAt())));
  }

  public static APIGatewayV2HTTPResponse marked(ReadMarks.Marked marked) {
    return answer(OK, Frames.marked(Json.object(), marked));
  }

  /** Done, and nothing to say of it. */
  public static APIGatewayV2HTTPResponse done() {
    return answer(OK, Json.object());
  }

  public static APIGatewayV2HTTPResponse page(Conversations.Page page) {
    return answer(
        OK,
        Json.object()
            .put("last", page.last())
            .put("complete", page.complete())
            .set("entries", Entries.entries(page.entries())));
  }

  public static APIGatewayV2HTTPResponse ticket(SocketTickets.Issued issued, String url) {
    return answer(
        CREATED,
        Json.object()
            .put("ticket", issued.secret())
            .put("url", url)
            .put("expiresAt", Json.text(issued.expiresAt())));
  }

  public static APIGatewayV2HTTPResponse me(Membership me, Collection<Channel> granted) {
    ObjectNode json = Json.object();
    json.set("person", person(me.member()));
    json.putObject("workspace").put("id", me.workspace().id()).put("name", me.workspace().name());
    ArrayNode channels = json.putArray("channels");
    granted.stream()
        .sorted(Comparator.comparing(Channel::id))
        .forEach(
            channel -> channels.addObject().put("id", channel.id()).put("name", channel.name()));
    return answer(OK, json);
  }

  /** A client's card, as staff see it. */
  public static APIGatewayV2HTTPResponse card(Member member) {
    ObjectNode json = Json.object().put("id", member.person());
    member.card().ifPresent(card -> json.put("card", card));
    return answer(OK, json);
  }

  /** A member as administrators see them. */
  public static APIGatewayV2HTTPResponse member(Member member) {
    ObjectNode json = person(member).put("active", member.active());
    ArrayNode channels = json.putArray("channels");
    member.channels().stream().sorted().forEach(channels::add);
    member.card().ifPresent(card -> json.put("card", card));
    member.hold().ifPresent(reason -> json.put("hold", reason));
    return answer(OK, json);
  }

  /** How far erasing has come. */
  public static APIGatewayV2HTTPResponse erased(Erasing.Erased erased) {
    ObjectNode json =
        Json.object().put("erased", erased.erased()).put("complete", erased.next().isEmpty());
    erased.next().map(Erasing.Place::text).ifPresent(next -> json.put("next", next));
    return answer(OK, json);
  }

  private static ObjectNode person(Member member) {
    ObjectNode person = Json.object().put("id", member.person()).put("name", member.name());
    ArrayNode roles = person.putArray("roles");
    member.roles().stream().sorted().map(Json::lowerCase).forEach(roles::add);
    member.specialistKind().ifPresent(kind -> person.put("specialistKind", Json.lowerCase(kind)));
    return person;
  }

  /** A refusal as RFC 9457 describes it, with our stable code. */
  public static APIGatewayV2HTTPResponse problem(Refused refused) {
    Code code = refused.code();
    ObjectNode json =
        Json.object()
            .put("title", title(code))
            .put("status", Statuses.of(code))
            .put("code", code.text())
            .put("detail", refused.getMessage());
    refused.field().map(Answers::place).ifPresent(field -> json.put("field", field));
    if (refused instanceof Shortfall it) {
      json.set("shortfall", Amounts.write(it.missing()));
    }
    if (refused instanceof Prepared it) {
      json.set("shortfall", Amounts.write(it.missing()));
      json.set("topUp", PaymentAnswers.prepared(it.topUp()));
    }
    if (refused instanceof AlreadyAnswered answered) {
      json.set("entry", Entries.entry(answered.answer()));
    }
    String retryAfter = code == Code.BUSY ? "1" : "";
    if (refused instanceof RateLimited limited) {
      json.put("retryAfter", limited.retryAfter().toSeconds());
      retryAfter = Long.toString(limited.retryAfter().toSeconds());
    }
    APIGatewayV2HTTPResponse answer = answer(Statuses.of(code), "application/problem+json", json);
    if (!retryAfter.isEmpty()) {
      answer.getHeaders().put("retry-after", retryAfter);
    }
    return answer;
  }

  /** What a frame says in a field, a call says in a header. */
  private static String place(String field) {
    return field.equals("key") ? Call.KEY_HEADER : field;
  }

  private static String title(Code code) {
    String words = code.text().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static ObjectNode conversation(Conversations.Shown shown) {
    Conversation conversation = shown.conversation();
    Names names = shown.names();
    ObjectNode json = Json.object().put("id", conversation.id().value());
    json.putObject("client")
        .put("id", conversation.client())
        .put("name", names.ofPerson(conversation.client()).orElse(null));
    ObjectNode with = json.putObject("with");
    switch (conversation.counterpart()) {
      case Counterpart.Specialist specialist ->
          with.put("kind", "specialist")
              .put("id", specialist.person())
              .put("name", names.ofPerson(specialist.person()).orElse(null))
              .put(
                  "specialistKind",
                  names.kindOf(specialist.person()).map(Json::lowerCase).orElse(null));
      case Counterpart.Channel channel ->
          with.put("kind", "channel")
              .put("id", channel.channel())
              .put("name", names.ofChannel(channel.channel()).orElse(null));
      case Counterpart.Workspace _ ->
          with.put("kind", "workspace").put("id", conversation.id().workspace());
    }
    json.put("openedAt", Json.text(conversation.openedAt()));
    InboxLines.write(json, shown.line());
    names
        .ofPerson(shown.line().row().newest().author())
        .ifPresent(name -> ((ObjectNode) json.path("last")).put("name", name));
    shown
        .read()
        .ifPresent(
            read -> json.putObject("read").put("client", read.client()).put("staff", read.staff()));
    return json;
  }

  static APIGatewayV2HTTPResponse answer(int status, JsonNode json) {
    return answer(status, "application/json", json);
  }

  private static APIGatewayV2HTTPResponse answer(int status, String type, JsonNode json) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", type);
    headers.put("cache-control", "no-store");
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(Json.text(json))
        .build();
  }
}
