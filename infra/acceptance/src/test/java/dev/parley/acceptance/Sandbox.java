package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.LocalCloud;
import dev.parley.provider.Provider;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The provider behind the system that serves all tests. It knows one address to tell; from there a
 * relay brings each call to the workspace that it is about, as it came.
 */
final class Sandbox {
  /** What it signs with. */
  static final String WEBHOOK_KEY = Signer.key('n');

  /** What it signed with before: still good, while one takes the other's place. */
  static final String FORMER_WEBHOOK_KEY = Signer.key('o');

  /** What the system shows it. */
  static final String KEY = "key_of_all_tests";

  private final Provider provider = Provider.start(0, KEY);
  private final Relay relay = new Relay();
  private final ProviderClient client = new ProviderClient(provider.address());

  /** Has a cloud that is not started yet use it. */
  LocalCloud.Builder serve(LocalCloud.Builder cloud) {
    return cloud
        .parameter("PaymentProvider", "sandbox")
        .parameter("PaymentEndpoint", provider.address().toString())
        .parameter("PaymentKey", KEY)
        .parameter("PaymentWebhookKeys", WEBHOOK_KEY + "," + FORMER_WEBHOOK_KEY);
  }

  /** Has it tell a cloud, and keep its time. */
  void tell(LocalCloud cloud) {
    relay.to(URI.create(cloud.outputs().get("HttpUrl")));
    client.tell(
        relay.address(), WEBHOOK_KEY, URI.create(cloud.servicesEndpoint() + "/_local/clock"));
  }

  ProviderClient client() {
    return client;
  }

  /** What it has told a workspace so far. */
  List<Relay.Call> told(String workspace) {
    return relay.calls(workspace);
  }

  /** What a merchant reads there under a reference. */
  JsonNode read(String kind, String reference) {
    String query = "?reference=" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    return read("/v1/" + kind + query).path(kind);
  }

  /** Every operation of its book that is about a workspace. */
  List<JsonNode> book(String workspace) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page;
    String after = "";
    do {
      page = read("/v1/book?limit=1000" + after);
      for (JsonNode operation : page.path("operations")) {
        if (operation.path("reference").asText().startsWith(workspace + ".")) {
          all.add(operation);
        }
        after = "&after=" + operation.path("id").asText();
      }
    } while (!page.path("complete").asBoolean());
    return all;
  }

  private JsonNode read(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(provider.address() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + KEY)
            .build();
    HttpResponse<String> answer = ParleyClient.exchange(request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + answer.body());
    }
    return Json.read(answer.body());
  }

  void close() {
    provider.close();
    relay.close();
  }
}
