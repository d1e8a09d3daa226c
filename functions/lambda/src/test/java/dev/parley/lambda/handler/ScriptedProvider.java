package dev.parley.lambda.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider that keeps what it is asked for, and signs what a test has it tell. */
final class ScriptedProvider implements AutoCloseable {
  /** What it knows us by. */
  static final String KEY = "sandbox-key-1";

  /** What it signs with: the bytes 0 to 31, as in the recorded event. */
  static final String SECRET = secret(0);

  /** Another one, which takes its place. */
  static final String NEXT_SECRET = secret(100);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int BROKEN = 500;
  private static final String PREFIX = "whsec_";

  private final HttpServer server;

  /** By path, and by reference. */
  private final Map<String, Map<String, ObjectNode>> kept = new HashMap<>();

  private final List<ObjectNode> book = new ArrayList<>();
  private String ending = "paid";
  private boolean broken;
  private int number = 1_000;

  ScriptedProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private static String secret(int first) {
    byte[] bytes = new byte[32];
    IntStream.range(0, bytes.length).forEach(at -> bytes[at] = (byte) (first + at));
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How what it sends out from now on ends. */
  synchronized void endings(String status) {
    ending = status;
  }

  /** Somebody pays on the page of a reference, and nobody is told. */
  synchronized void pay(String reference) {
    kept.get("/v1/payments").get(reference).put("status", "paid");
  }

  /** A payment is made and nobody is told: it stands in the book alone. */
  synchronized void bookUntold(String reference, Instant at) {
    pay(reference);
    ObjectNode payment = kept.get("/v1/payments").get(reference);
    ObjectNode operation = JSON.createObjectNode();
    operation.put("id", "op-" + book.size()).put("kind", "payment");
    operation.put("of", payment.path("id").asText()).put("reference", reference);
    operation.set("amount", payment.path("amount"));
    book.add(operation.put("at", at.toString()));
  }

  /** Money that nobody announced stands in the book. */
  synchronized void bookStray(String reference, Instant at) {
    ObjectNode payment = JSON.createObjectNode().put("id", "stray-" + book.size());
    payment.put("reference", reference);
    payment.putObject("amount").put("amount", 7_00).put("currency", "RUB");
    payment.putObject("takenBack").put("amount", 0).put("currency", "RUB");
    kept.computeIfAbsent("/v1/payments", _ -> new LinkedHashMap<>()).put(reference, payment);
    bookUntold(reference, at);
  }

  /** Whether it answers that it is broken, and keeps nothing. */
  synchronized void broken(boolean is) {
    broken = is;
  }

  /** What it was asked to send out, or to have paid, under a reference. */
  synchronized JsonNode kept(String path, String reference) {
    return kept.getOrDefault(path, Map.of()).get(reference);
  }

  synchronized int count(String path) {
    return kept.getOrDefault(path, Map.of()).size();
  }

  /** As Standard Webhooks signs, written down anew from its text. */
  static Map<String, String> signed(String id, long seconds, byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      Map<String, String> headers = new HashMap<>();
      headers.put("webhook-id", id);
      headers.put("webhook-timestamp", Long.toString(seconds));
      headers.put(
          "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
      return headers;
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs what an event of the gateway brings, as if it was just sent. */
  static void sign(ObjectNode event, Instant now) {
    String text = event.path("body").asText();
    byte[] body =
        event.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    ObjectNode headers = event.withObjectProperty("headers");
    signed("msg_1", now.getEpochSecond(), body, SECRET).forEach(headers::put);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      boolean known =
          ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      String path = exchange.getRequestURI().getPath();
      Map<String, ObjectNode> here = kept.computeIfAbsent(path, _ -> new LinkedHashMap<>());
      JsonNode answer =
          exchange.getRequestMethod().equals("POST")
              ? made(path, here, (ObjectNode) JSON.readTree(asked))
              : path.endsWith("/book")
                  ? booked()
                  : found(path, here, exchange.getRequestURI().getRawQuery());
      if (broken) {
        exchange.sendResponseHeaders(BROKEN, -1);
        return;
      }
      byte[] text = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? OK : UNAUTHORIZED, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private ObjectNode made(String path, Map<String, ObjectNode> here, ObjectNode asked) {
    return here.computeIfAbsent(
        asked.path("reference").asText(),
        _ -> {
          boolean isPayment = path.endsWith("/payments");
          ObjectNode made = asked.deepCopy();
          made.put("id", path.substring(path.lastIndexOf('/') + 1) + "-" + ++number);
          made.put("status", isPayment ? "waiting" : ending);
          made.putObject("takenBack").put("amount", 0).put("currency", "RUB");
          return made.put("url", endpoint() + "/pay/" + number);
        });
  }

  private JsonNode booked() {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("operations").addAll(book);
    return answer.put("complete", true);
  }

  private static JsonNode found(String path, Map<String, ObjectNode> here, String query) {
    String wanted =
        URLDecoder.decode(query.replaceAll(".*reference=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray(path.substring(path.lastIndexOf('/') + 1));
    if (here.containsKey(wanted)) {
      list.add(here.get(wanted));
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
