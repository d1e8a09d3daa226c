package dev.parley.local.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of an HTTP API gets for what a function answers. */
class HttpAnswerTest {
  private final HttpFixture fixture = new HttpFixture();
  private final ScriptedInvoker functions = fixture.functions;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aWholeAnswerIsGivenAsItIs() throws Exception {
    fixture.serve(HttpFixture.route("GET", "/a", "F"));
    functions.on(
        "F",
        """
        {"statusCode":201,"headers":{"Content-Type":"text/csv","X-N":7},"cookies":["a=1","b=2"],
        "multiValueHeaders":{"X-Ignored":["1"]},"body":"aGk=","isBase64Encoded":true}\
        """);
    HttpResponse<String> response = HttpFixture.send(fixture.to("/a"));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("hi");
    assertThat(response.headers().firstValue("content-type")).contains("text/csv");
    assertThat(response.headers().firstValue("x-n")).contains("7");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(response.headers().firstValue("x-ignored")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[1]", "\"hello\"", "null", "7"})
  @Conforms("http-inferred")
  void anyOtherJsonIsTheBodyOf200(String json) throws Exception {
    fixture.serve(HttpFixture.route("GET", "/a", "F"));
    functions.on("F", json);
    HttpResponse<String> response = HttpFixture.send(fixture.to("/a"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(json);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":\"soon\"}",
        "{\"statusCode\":42}",
        "{\"statusCode\":200,\"body\":{\"a\":1}}",
        "{\"statusCode\":200,\"body\":\"?\",\"isBase64Encoded\":true}",
        "{\"statusCode\":200,\"headers\":{\"a\":[1]}}",
        "{\"statusCode\":200,\"headers\":{\"a\":\"1\\r\\nb: 2\"}}",
        "{\"statusCode\":200,\"headers\":{\"a b\":\"1\"}}",
        "{\"statusCode\":200,\"cookies\":\"a=1\"}",
        "not json"
      })
  @Conforms("http-malformed")
  void aMalformedAnswerIs500(String json) throws Exception {
    fixture.serve(HttpFixture.route("GET", "/a", "F"));
    functions.on("F", json);
    assertFailed(HttpFixture.send(fixture.to("/a")), 500, "Internal Server Error");
  }

  @Test
  @Conforms({"http-malformed", "http-timeout"})
  void aFailureIs500AndARouteOutOfTimeIs503() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Duration brief = Duration.ofMillis(100);
    fixture.serve(
        HttpFixture.route("GET", "/fails", "Fails"),
        HttpFixture.route("GET", "/late", "Late"),
        new HttpApi.Route("GET", "/slow", "Slow", Optional.empty(), List.of(), brief));
    functions
        .on("Fails", event -> new Answer.Failed("E", "broke"))
        .on("Late", event -> new Answer.TimedOut(Duration.ofSeconds(3)))
        .on("Slow", event -> forever(never));
    assertFailed(HttpFixture.send(fixture.to("/fails")), 500, "Internal Server Error");
    assertFailed(HttpFixture.send(fixture.to("/late")), 500, "Internal Server Error");
    assertFailed(HttpFixture.send(fixture.to("/slow")), 503, "Service Unavailable");
    functions.on("Late", event -> new Answer.TimedOut(Duration.ofSeconds(30)));
    assertFailed(HttpFixture.send(fixture.to("/late")), 503, "Service Unavailable");
    never.countDown();
  }

  private static Answer forever(CountDownLatch never) {
    try {
      never.await();
      return ScriptedInvoker.returned("{}");
    } catch (InterruptedException e) {
      return new Answer.Failed("Interrupted", "");
    }
  }

  private static void assertFailed(HttpResponse<String> response, int status, String message) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  /** By a bare socket: a client library may tire of waiting and send its body unasked. */
  @Test
  void aClientThatAsksBeforeItSendsItsBodyIsToldToContinue() throws Exception {
    fixture.serve(HttpFixture.route("POST", "/a", "F"));
    URI to = fixture.to("/a").build().uri();
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket.setSoTimeout(10_000);
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      write(
          socket,
          """
          POST /a HTTP/1.1\r
          Host: here\r
          Content-Type: text/plain\r
          Content-Length: 10\r
          Expect: 100-continue\r
          \r
          """);
      assertThat(answers.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      write(socket, "here it is");
      assertThat(functions.next("F").path("body").asText()).isEqualTo("here it is");
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  @Test
  @Conforms("http-body")
  void aBodyBeyondTheLimitsIsTooLarge() throws Exception {
    fixture.serve(HttpFixture.route("POST", "/a", "F"));
    functions.on("F", event -> ScriptedInvoker.returned("" + event.path("body").asText().length()));
    assertThat(post(5 * 1024 * 1024, "text/plain").body()).isEqualTo("5242880");
    // Base64 makes five megabytes more than six.
    assertFailed(post(5 * 1024 * 1024, "image/png"), 413, "Request Entity Too Large");
    assertFailed(post(6 * 1024 * 1024, "text/plain"), 413, "Request Entity Too Large");
    assertFailed(post(10 * 1024 * 1024 + 1, "text/plain"), 413, "Request Entity Too Large");
    assertThat(functions.order()).hasSize(1);
  }

  /** What Lambda does not take from a function never reaches the gateway: the call has failed. */
  @Test
  @Conforms("http-answer-6-mb")
  void anAnswerBeyondLambdasLimitIs500() throws Exception {
    fixture.serve(HttpFixture.route("GET", "/a", "F"));
    int most = 6_291_556;
    functions.on("F", "\"" + "x".repeat(most - 2) + "\"");
    assertThat(HttpFixture.send(fixture.to("/a")).body()).hasSize(most);
    functions.on("F", "\"" + "x".repeat(most - 1) + "\"");
    assertFailed(HttpFixture.send(fixture.to("/a")), 500, "Internal Server Error");
  }

  private HttpResponse<String> post(int bytes, String type) throws Exception {
    byte[] body = new byte[bytes];
    java.util.Arrays.fill(body, (byte) 'x');
    return HttpFixture.send(
        fixture.to("/a").header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }
}
