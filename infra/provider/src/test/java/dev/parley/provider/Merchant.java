package dev.parley.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the provider as a merchant, a payer and a test do. */
final class Merchant {
  static final String KEY = "key-of-a-merchant";
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Merchant(URI base) {
    this.base = base;
  }

  static String money(long amount) {
    return "{\"amount\":%d,\"currency\":\"RUB\"}".formatted(amount);
  }

  static String payment(String reference, long amount) {
    return "{\"reference\":\"%s\",\"amount\":%s,\"description\":\"Top-up\"}"
        .formatted(reference, money(amount));
  }

  static String payout(String reference, long amount) {
    return "{\"reference\":\"%s\",\"amount\":%s,\"purse\":\"4100\"}"
        .formatted(reference, money(amount));
  }

  static String refund(String reference, String payment, long amount) {
    return "{\"reference\":\"%s\",\"payment\":\"%s\",\"amount\":%s}"
        .formatted(reference, payment, money(amount));
  }

  /** A payment that was announced and that its payer has treated in this way. */
  String paid(String reference, long amount, String action) {
    String id = post("/v1/payments", payment(reference, amount)).id();
    Answer pressed = press(id, action);
    if (pressed.status() != 303) {
      throw new AssertionError(pressed.body());
    }
    return id;
  }

  Answer get(String path) {
    return send(request(path).header("Authorization", "Bearer " + KEY).GET().build());
  }

  /** With a key of its own. */
  Answer post(String path, String body) {
    return post(path, "key-" + KEYS.incrementAndGet(), body);
  }

  Answer post(String path, String key, String body) {
    return send(posting(path, key, body));
  }

  HttpRequest posting(String path, String key, String body) {
    return request(path)
        .header("Authorization", "Bearer " + KEY)
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  Answer control(String path, String body) {
    return send(
        request("/control/" + path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  void next(String behaviour) {
    Answer answer = control("payouts/next", "{\"behaviour\":\"" + behaviour + "\"}");
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  /** Presses a button of a payment's page. */
  Answer press(String payment, String action) {
    return form(payment, "action=" + action);
  }

  Answer form(String payment, String form) {
    return send(
        request("/pay/" + payment)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  String statusOf(String payment) {
    return get("/v1/payments/" + payment).status("status");
  }

  long balance() {
    return get("/control/book/sum").json().path("RUB").asLong();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  Answer send(HttpRequest request) {
    try {
      return Answer.of(sendOrFail(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> sendOrFail(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
