package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The sandbox provider as payers see it, and whoever sets its world up. */
record ProviderClient(URI address) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SEE_OTHER = 303;

  /** Opens the page of a payment and presses one of its buttons, as a browser does. */
  void press(String page, String action) {
    HttpResponse<String> shown = ParleyClient.exchange(request(URI.create(page)).build());
    if (shown.statusCode() != 200 || !shown.body().contains("value=\"" + action + "\"")) {
      throw new IllegalStateException(page + " has no such button: " + action);
    }
    HttpRequest form =
        request(URI.create(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "action=" + URLEncoder.encode(action, StandardCharsets.UTF_8)))
            .build();
    HttpResponse<String> pressed = ParleyClient.exchange(form);
    if (pressed.statusCode() != SEE_OTHER) {
      throw new IllegalStateException(page + " did not " + action + ": " + pressed.body());
    }
  }

  /** Has it tell of everything from now on, by the time of the one who is told. */
  void tell(URI webhooks, String key, URI clock) {
    control(
        "/webhooks",
        Json.object()
            .put("url", webhooks.toString())
            .put("key", key)
            .put("clock", clock.toString()));
  }

  /** What it holds of roubles by its own book, in kopecks. */
  long sum() {
    return success(request(resolved("/book/sum")).build()).path("RUB").asLong();
  }

  /** Has the world go as somebody wants it: see the provider's own description. */
  JsonNode control(String path, JsonNode body) {
    return success(
        request(resolved(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private URI resolved(String path) {
    return URI.create(address + "/control" + path);
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE);
  }

  private static JsonNode success(HttpRequest request) {
    HttpResponse<String> answer = ParleyClient.exchange(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(request.uri() + " answered " + answer.body());
    }
    return Json.read(answer.body());
  }
}
