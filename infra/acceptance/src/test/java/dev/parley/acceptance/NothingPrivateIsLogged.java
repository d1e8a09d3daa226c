package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.LogLine;
import dev.parley.local.function.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What people write, who they are and how they prove it stands in no log: words that occur nowhere
 * else are sent through every entrance, in good calls and bad ones, and then looked for.
 */
class NothingPrivateIsLogged {
  @RegisterExtension final Parley parley = new Parley();

  private final Output output = new Output();
  private final String mark = "kanareika" + UUID.randomUUID().toString().substring(0, 8);
  private final String mail = mark + "@mail.example";
  private final String phone = "+7 916 " + Math.abs(mark.hashCode());
  private final String name = "Vera " + mark;
  private final String text = "Мой телефон " + phone + ", почта " + mail;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  @AfterEach
  void release() {
    output.close();
  }

  @Test
  void nothingThatWasSentIsFoundInAnyLog() {
    String workspace = parley.workspace(preset());
    ParleyClient vera = parley.device(workspace, mail);
    ParleyClient lev = parley.device(workspace, "lev-" + mark);
    String conversation = vera.openWithSpecialist("lev-" + mark).path("id").asText();
    secrets.put("mark", mark);
    secrets.put("phone", phone);
    secrets.put("text", text);

    talk(vera, lev, conversation);
    badFrames(vera, conversation);
    badHandshakes(vera);
    calls(workspace, conversation);
    badPresets();

    List<String> markers = markers();
    List<String> lines = lines();
    assertThat(markers)
        .allSatisfy(marker -> assertThat(lines).anyMatch(line -> line.contains(marker)));
    assertThat(secrets).hasSizeGreaterThan(8);
    secrets.forEach(
        (what, secret) -> assertThat(lines).as(what).noneMatch(line -> line.contains(secret)));
  }

  private void talk(ParleyClient vera, ParleyClient lev, String conversation) {
    assertThat(vera.me().at("/person/name").asText()).isEqualTo(name);
    JsonNode ticket = vera.ticket();
    secrets.put("used ticket", ticket.path("ticket").asText());
    secrets.put("unused ticket", vera.ticket().path("ticket").asText());
    try (ChatSocket client = vera.connect(url(ticket), Optional.of("https://legal.example"));
        ChatSocket office = lev.connect()) {
      client.watch(conversation);
      office.watch(conversation);
      Message message = vera.log(conversation).write(text);
      secrets.put("message id", message.clientMessageId());
      client.send(message);
      client.send(message);
      office.send(conversation, text);
      vera.log(conversation).await(3, ChatSocket.PATIENCE);
      client.edit(conversation, 2, text + " " + mark);
      office.read(conversation, 4);
      client.sync(Optional.empty());
      client.type(conversation);
      client.unwatch(conversation);
      client.ping();
    }
    assertThat(vera.entries(conversation, 10)).hasSize(4);
    ObjectNode message = Json.object().put("clientMessageId", "4." + mark).put("after", 4);
    assertThat(vera.tell(conversation, "send", message.put("text", text)).status()).isEqualTo(200);
    ObjectNode restriction = Json.object().put("reason", "other").put("note", text);
    Instant until = parley.cloud().clock().instant().plus(Duration.ofHours(1));
    restriction.put("until", until.toString());
    assertThat(lev.tell(conversation, "restrict", restriction).status()).isEqualTo(200);
    assertThat(vera.tell(conversation, "send", message.put("text", mark)).status()).isEqualTo(422);
    for (String verb : List.of("hide", "leave")) {
      assertThat(vera.tell(conversation, verb, Json.object()).status()).isEqualTo(200);
    }
    administer(lev);
  }

  private void administer(ParleyClient lev) {
    Map<String, ObjectNode> changes =
        Map.of(
            "hold", Json.object().put("reason", text),
            "link", Json.object().put("card", "card " + mark),
            "unlink", Json.object());
    changes.forEach(
        (verb, body) ->
            assertThat(lev.administer(mail, verb, body).status()).as(verb).isEqualTo(200));
    assertThat(lev.administer(mail, mark, Json.object()).status()).isEqualTo(404);
  }

  /** Each frame is wrong in one way and holds the mark in that place or beside it. */
  private void badFrames(ParleyClient vera, String conversation) {
    String send =
        "{\"action\":\"send\",\"requestId\":\"%s\",\"conversationId\":\"%s\",\"clientMessageId\":\"%s\",\"after\":%s,\"text\":\"%s\"}";
    List<String> frames =
        List.of(
            mark,
            "{\"action\":\"" + mark,
            "{\"action\":\"" + mark + "\"}",
            "{\"action\":\"ping\",\"" + mark + "\":\"" + mark + "\"}",
            "{\"action\":\"ping\",\"requestId\":\"" + mark.repeat(9) + "\"}",
            "{\"" + mark.repeat(9) + "\":1}",
            "{\"action\":\"" + mark + "\",\"action\":\"" + mark + "\"}",
            send.formatted(mark, mark, "1.abcdef", "1", text),
            send.formatted(mark, conversation, mark, "1", text),
            send.formatted(mark, conversation, "1." + mark, "999", text),
            send.formatted(mark, conversation, "1." + mark, "\"" + mark + "\"", text),
            send.formatted(mark, conversation, "1." + mark, "1", mark.repeat(1_500)),
            send.formatted(mark, conversation, "1." + mark, "1", mark + "\\ud83d"),
            send.formatted(mark, "A".repeat(22), "1." + mark, "1", text),
            "{\"action\":\"sync\",\"channel\":\"" + mark + "\"}",
            "{\"action\":\"sync\",\"since\":\"" + mark + "\"}",
            "{\"action\":\"unsync\",\"channel\":\"" + text + "\"}",
            "{\"action\":\"read\",\"conversationId\":\"" + mark + "\",\"seq\":1}",
            "[\"" + mark + "\"]");
    try (ChatSocket socket = vera.connect()) {
      frames.forEach(socket::post);
      ChatSocket other = vera.connect();
      other.post(mark.repeat(10_000));
      assertThat(other.awaitClose()).isEqualTo(1009);
      socket.await(any -> socket.frames().size() >= frames.size(), "as many answers");
      assertThat(socket.frames()).allMatch(frame -> frame.path("type").asText().equals("error"));
    }
  }

  private void badHandshakes(ParleyClient vera) {
    JsonNode ticket = vera.ticket();
    secrets.put("refused ticket", ticket.path("ticket").asText());
    String socket = ticket.path("url").asText();
    refused(vera, url(ticket), "https://" + mark + ".example");
    refused(vera, URI.create(socket + "?ticket=" + mark), "https://legal.example");
    refused(vera, URI.create(socket + "?" + mark + "=1"), "https://legal.example");
    refused(
        vera,
        url(Json.object().put("url", socket).put("ticket", secrets.get("used ticket"))),
        "https://legal.example");
  }

  private void calls(String workspace, String conversation) {
    String token = parley.cloud().issuer().orElseThrow().accessToken(mail);
    secrets.put("token", token);
    secrets.put("token's signature", token.substring(token.lastIndexOf('.') + 1));
    RawCalls here = parley.calls(ParleyClient.identified(token, workspace));
    List<String> bodies =
        List.of(
            mark,
            "{\"" + mark + "\":1}",
            "{\"specialist\":\"" + mark + "\"}",
            "{\"specialist\":\"" + mail + "\"}",
            "{\"channel\":\"" + mark + "\"}",
            "{\"channel\":\"" + text + "\"}",
            "{\"specialist\":[\"" + mark + "\"]}",
            mark.repeat(9_000));
    for (String body : bodies) {
      assertThat(here.post("/conversations", body).status() / 100).isEqualTo(4);
      assertThat(here.post("/socket-tickets", body).status() / 100).isEqualTo(4);
    }
    for (String path :
        List.of(
            "/conversations/" + mark,
            "/conversations/" + conversation + "/entries?after=" + mark,
            "/conversations?channel=" + mark,
            "/conversations?since=" + mark,
            "/conversations?hidden=" + mark,
            "/me?" + mark + "=1",
            "/" + mark)) {
      assertThat(here.get(path).status() / 100).isEqualTo(4);
    }
    here.get("/conversations/" + conversation);
    here.get("/conversations/" + conversation + "/entries?after=0");
    List<RawCalls> strangers =
        List.of(
            parley.calls(ParleyClient.identified(token, mark)),
            parley.calls(ParleyClient.identified(token, text.replaceAll("[^ -~]", ""))),
            parley.calls(ParleyClient.identified(token + mark, workspace)),
            parley.calls(ParleyClient.identified(mark, workspace)));
    strangers.forEach(calls -> assertThat(calls.get("/me").status() / 100).isEqualTo(4));
  }

  /** An administrator's mistake must not put a directory into the log either. */
  private void badPresets() {
    List<String> presets = new ArrayList<>();
    ObjectNode preset = preset().json();
    for (String field : List.of("id", "startPolicy", "origins", "channels", "members")) {
      presets.add(preset.deepCopy().put(field, mark + " " + name).toString());
    }
    presets.add(preset.deepCopy().put(mark, name).toString());
    presets.add(preset.toString().replace("[\"client\"]", "[\"" + mark + "\"]"));
    presets.add(
        preset.toString().replace("[\"client\"]", "[\"client\"],\"channels\":[\"" + mark + "\"]"));
    presets.add(preset.toString() + mark);
    for (String bad : presets) {
      Answer answer = parley.cloud().invoke("Provision", bad.getBytes(StandardCharsets.UTF_8));
      assertThat(answer).as(bad).isInstanceOf(Answer.Failed.class);
    }
  }

  /** Lines of which the search must find each one, or it cannot find anything. */
  private List<String> markers() {
    String found = "found-" + mark.hashCode();
    System.out.println("printed " + found);
    System.err.println("complained " + found);
    System.getLogger("dev.parley.test").log(System.Logger.Level.INFO, "logged " + found);
    return List.of(
        "printed " + found,
        "complained " + found,
        "logged " + found,
        "Workspace: [INFO] GET /me 200",
        "Workspace: [INFO] POST /socket-tickets 201",
        "Conversations: [INFO] POST /conversations 201",
        "Conversations: [INFO] POST /conversations not_found",
        "Writing: [INFO] POST /conversations/{conversationId}/send 200",
        "Standings: [INFO] POST /conversations/{conversationId}/restrict 200",
        "Members: [INFO] POST /members/{person}/hold 200",
        "Project: [INFO] project ok",
        "Authorize: [INFO] authorize denied",
        "Connect: [INFO] connect ok",
        "Message: [INFO] frame ok",
        "Message: [INFO] frame invalid_json");
  }

  private List<String> lines() {
    Stream<String> functions =
        parley.log().stream()
            .map((LogLine line) -> line.function() + ": " + line.text() + " " + line.requestId());
    return Stream.concat(functions, output.lines().stream()).toList();
  }

  private Preset preset() {
    ObjectNode json = Json.object().put("id", "canary").put("name", "Canary");
    json.put("startPolicy", "CLIENT_ONLY");
    json.putArray("origins").add("https://legal.example");
    json.putArray("channels");
    ObjectNode client = json.putArray("members").addObject().put("id", mail).put("name", name);
    client.putArray("roles").add("client");
    ObjectNode lawyer = json.withArray("members").addObject().put("id", "lev-" + mark);
    lawyer.put("name", "Lev " + mark).put("specialistKind", "lawyer");
    lawyer.putArray("roles").add("specialist").add("administrator");
    return new Preset(json);
  }

  private static void refused(ParleyClient device, URI url, String origin) {
    try {
      device.connect(url, Optional.of(origin)).close();
    } catch (Refused e) {
      assertThat(e.status()).isIn(401, 403);
      return;
    }
    throw new AssertionError("the socket opened");
  }

  private static URI url(JsonNode ticket) {
    return URI.create(ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText());
  }
}
