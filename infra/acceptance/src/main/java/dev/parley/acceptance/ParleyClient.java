package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One device of one person in one workspace: REST, sockets, and what it holds of conversations. */
public final class ParleyClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final String person;
  private final Map<String, String> headers;
  private final Witness witness;
  private final Map<String, LocalLog> logs = new ConcurrentHashMap<>();

  /**
   * @param base the stack's output {@code HttpUrl}
   * @param headers what every call carries, as a rule {@link #identified}
   */
  public ParleyClient(URI base, String person, Map<String, String> headers, Witness witness) {
    this.base = base;
    this.person = person;
    this.headers = Map.copyOf(headers);
    this.witness = witness;
  }

  /** The two headers of a call: who, and where. */
  public static Map<String, String> identified(String accessToken, String workspace) {
    return Map.of("Authorization", "Bearer " + accessToken, "Parley-Workspace", workspace);
  }

  public String person() {
    return person;
  }

  public JsonNode me() {
    return get("/me");
  }

  /** Opens the conversation with a specialist, or finds it. */
  public JsonNode openWithSpecialist(String specialist) {
    return post("/conversations", Json.object().put("specialist", specialist)).success();
  }

  /** Opens the conversation with a channel, or finds it. */
  public JsonNode openWithChannel(String channel) {
    return post("/conversations", Json.object().put("channel", channel)).success();
  }

  public JsonNode conversations() {
    return get("/conversations");
  }

  public JsonNode conversationsOf(String channel) {
    return get("/conversations?channel=" + channel);
  }

  /** What has changed in the person's list since a cursor. */
  public JsonNode changes(String cursor) {
    return get("/conversations?since=" + cursor);
  }

  public JsonNode hidden() {
    return get("/conversations?hidden=true");
  }

  /** Does what the last part of a conversation's route says: hide, restrict, read … */
  public Response tell(String conversationId, String verb, JsonNode body) {
    return post("/conversations/" + conversationId + "/" + verb, body);
  }

  /** Changes a member as the last part of the route says: revoke, grant, link … */
  public Response administer(String member, String verb, JsonNode body) {
    return post("/members/" + member + "/" + verb, body);
  }

  /** Requests a consultation, under a key of the person's own. */
  public Response request(String key, JsonNode body) {
    return post("/consultations", key, body);
  }

  /** Does with a consultation what the last part of the route says: offer, agree, pay … */
  public Response order(String consultationId, String command, String key, JsonNode body) {
    return post("/consultations/" + consultationId + "/" + command, key, body);
  }

  public JsonNode consultation(String consultationId) {
    return get("/consultations/" + consultationId);
  }

  public JsonNode consultations() {
    return get("/consultations");
  }

  public JsonNode wallet() {
    return get("/wallet");
  }

  /** The lines of the person's wallet or income. */
  public JsonNode statement(String account) {
    return get("/wallet/statement?account=" + account);
  }

  /** A top-up of the person's own. */
  public JsonNode topUp(String id) {
    return get("/top-ups/" + id);
  }

  /** A withdrawal of the person's own; to an accountant, anybody's. */
  public JsonNode withdrawal(String id) {
    return get("/withdrawals/" + id);
  }

  /**
   * What the person has paid in and withdrawn, the newest first.
   *
   * @param query with its question mark, or empty
   */
  public JsonNode payments(String query) {
    return get("/payments" + query);
  }

  public JsonNode conversation(String conversationId) {
    return get("/conversations/" + conversationId);
  }

  /** Reads the whole log by pages. */
  public List<JsonNode> entries(String conversationId, int limit) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page;
    do {
      page =
          get(
              "/conversations/%s/entries?after=%d&limit=%d"
                  .formatted(conversationId, all.size(), limit));
      page.path("entries").forEach(all::add);
    } while (!page.path("complete").asBoolean() && !page.path("entries").isEmpty());
    return all;
  }

  public JsonNode ticket() {
    return post("/socket-tickets", Json.object()).success();
  }

  /** Takes a ticket and opens a socket with it, as a native client does. */
  public ChatSocket connect() {
    JsonNode ticket = ticket();
    String url = ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText();
    return connect(URI.create(url), Optional.empty());
  }

  /** Opens a socket at any address, with the Origin of a browser's page if there is one. */
  public ChatSocket connect(URI url, Optional<String> origin) {
    return new ChatSocket(HTTP, url, origin, person, this::log, witness);
  }

  /** What this device holds of a conversation, over all its sockets. */
  public LocalLog log(String conversationId) {
    return logs.computeIfAbsent(conversationId, LocalLog::new);
  }

  public Response post(String path, JsonNode body) {
    return call("POST", path, Optional.of(body.toString()));
  }

  /** A post that is done once under its key. */
  public Response post(String path, String key, JsonNode body) {
    return call("POST", path, Optional.of(body.toString()), Map.of("Idempotency-Key", key));
  }

  /** Any call at all, with this client's headers. */
  public Response call(String method, String path, Optional<String> body) {
    return call(method, path, body, Map.of());
  }

  /**
   * The same with more headers.
   *
   * @param more beside this client's own
   */
  public Response call(
      String method, String path, Optional<String> body, Map<String, String> more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(40))
            .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    headers.forEach(request::header);
    more.forEach(request::header);
    body.ifPresent(json -> request.header("Content-Type", "application/json"));
    Response response = read(exchange(request.build()));
    witness.answered(method, path, response);
    return response;
  }

  private JsonNode get(String path) {
    return call("GET", path, Optional.empty()).success();
  }

  static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
    }
  }

  static Response read(HttpResponse<String> from) {
    String type = from.headers().firstValue("Content-Type").orElse("");
    JsonNode body = from.body().isEmpty() ? Json.object().missingNode() : Json.read(from.body());
    return new Response(from.statusCode(), type.split(";", 2)[0].strip(), body);
  }
}
