package dev.parley.local.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An HTTP API whose functions a test scripts. */
final class HttpFixture implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final ScriptedInvoker functions = new ScriptedInvoker();
  final Queue<String> log = new ConcurrentLinkedQueue<>();
  final TestClock clock = new TestClock();
  final HttpApi api = HttpApi.listen("127.0.0.1", 0);

  static HttpApi.Route route(String method, String path, String function) {
    Duration timeout = Duration.ofSeconds(30);
    return new HttpApi.Route(method, path, function, Optional.empty(), List.of(), timeout);
  }

  void serve(HttpApi.Route... routes) {
    serve("$default", Optional.empty(), routes);
  }

  void serve(String stage, Optional<HttpApi.Cors> cors, HttpApi.Route... routes) {
    serve(stage, cors, Map.of(), routes);
  }

  void serve(
      String stage,
      Optional<HttpApi.Cors> cors,
      Map<String, JwtAuthorizer.Definition> authorizers,
      HttpApi.Route... routes) {
    api.serve(
        new HttpApi.Definition(
            "h1", stage, List.of(routes), authorizers, cors, "eu-central-1", "123456789012"),
        functions,
        clock,
        log::add);
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    api.close();
  }
}
