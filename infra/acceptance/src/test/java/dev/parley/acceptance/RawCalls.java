package dev.parley.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of the REST API with any headers and bytes, as no decent client makes them. */
final class RawCalls {
  private final URI base;
  private final Witness witness;
  private final List<Map.Entry<String, String>> headers;

  RawCalls(URI base, Witness witness, List<Map.Entry<String, String>> headers) {
    this.base = base;
    this.witness = witness;
    this.headers = List.copyOf(headers);
  }

  /** The same caller with one header more, even if it is there already. */
  RawCalls with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new RawCalls(base, witness, more);
  }

  Response get(String path) {
    return call("GET", path, new byte[0]);
  }

  Response post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  Response post(String path, byte[] body) {
    return with("Content-Type", "application/json").call("POST", path, body);
  }

  Response call(String method, String path, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(40))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(header -> request.header(header.getKey(), header.getValue()));
    Response response = ParleyClient.read(ParleyClient.exchange(request.build()));
    witness.answered(method, path, response);
    return response;
  }
}
