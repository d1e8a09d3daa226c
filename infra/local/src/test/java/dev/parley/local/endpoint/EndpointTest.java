package dev.parley.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.signature.SignedHttp;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Endpoint endpoint =
      Endpoint.listen("127.0.0.1", 0, InstantSource.system(), log::add);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    endpoint.close();
  }

  private HttpResponse<String> send(String path, HttpRequest.Builder request) throws Exception {
    return client.send(
        request.uri(URI.create(endpoint.uri() + path)).build(), BodyHandlers.ofString());
  }

  private static Service tells(String name) {
    return call -> Reply.text(200, name + " " + call.segments() + call.query());
  }

  private HttpResponse<String> signed(String service, String path) throws Exception {
    var signer = new SignedHttp.Signer(SignedHttp.LOCAL, service, Clock.systemUTC());
    return SignedHttp.send(signer.sign("GET", URI.create(endpoint.uri() + path), new byte[0]));
  }

  @Test
  void aSignedCallGoesToTheServiceItIsSignedFor() throws Exception {
    endpoint.service("sns", tells("sns"));
    endpoint.unchecked("s3", tells("s3"));
    endpoint.page("/", tells("page"));
    assertThat(signed("sns", "/").body()).isEqualTo("sns []{}");
    assertThat(signed("s3", "/a%2Fb/c+d?x=1%2B").body()).isEqualTo("s3 [a/b, c+d]{x=[1+]}");
    assertThat(
            send("/k?X-Amz-Credential=local%2F20261121%2Fus-east-1%2Fs3%2Faws4_request", get())
                .body())
        .startsWith("s3 [k]");
    assertThat(signed("ec2", "/").statusCode()).isEqualTo(404);
  }

  @Test
  void anUnsignedCallGoesByItsPath() throws Exception {
    endpoint.page("/", tells("page"));
    endpoint.page("/_local/", tells("control"));
    assertThat(send("/", get()).body()).isEqualTo("page []{}");
    assertThat(send("/_local/clock", get()).body()).isEqualTo("control [_local, clock]{}");
    assertThat(send("/bucket/key", get()).statusCode()).isEqualTo(404);
    endpoint.unsigned(tells("s3"));
    assertThat(send("/bucket/key", get()).body()).isEqualTo("s3 [bucket, key]{}");
  }

  @Test
  void aBodyIsReadWholeUpToTheLimit() throws Exception {
    endpoint.unsigned(call -> Reply.text(200, "" + call.body().length));
    byte[] whole = new byte[Endpoint.LONGEST_BODY];
    var sent = HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(whole));
    assertThat(send("/", sent).body()).isEqualTo("" + Endpoint.LONGEST_BODY);
    byte[] more = new byte[Endpoint.LONGEST_BODY + 1];
    assertThat(
            send("/", HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(more))).statusCode())
        .isEqualTo(413);
  }

  @Test
  void longBodiesAreReadAFewAtATimeAndShortOnesMeanwhile() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    endpoint.unsigned(
        call -> {
          if (call.body().length > Endpoint.SHORT_BODY) {
            inside.incrementAndGet();
            goOn.await();
          }
          return Reply.text(200, "" + call.body().length);
        });
    byte[] longBody = new byte[Endpoint.SHORT_BODY + 1];
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i <= Endpoint.LONG_AT_ONCE; i++) {
      var request = HttpRequest.newBuilder(endpoint.uri());
      // Known beforehand or not, the length counts.
      var body =
          i % 2 == 0
              ? BodyPublishers.ofByteArray(longBody)
              : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(longBody));
      sent.add(client.sendAsync(request.POST(body).build(), BodyHandlers.ofString()));
    }
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (inside.get() < Endpoint.LONG_AT_ONCE && System.nanoTime() < deadline) {
      Thread.yield();
    }
    var small = HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(new byte[1000]));
    assertThat(send("/", small).body()).isEqualTo("1000");
    assertThat(inside.get()).isEqualTo(Endpoint.LONG_AT_ONCE);
    goOn.countDown();
    for (var answer : sent) {
      assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("" + longBody.length);
    }
  }

  @Test
  void aPageFromElsewhereReachesOnlyTheServiceForBrowsers() throws Exception {
    Service browsers = tells("s3");
    endpoint.unchecked("s3", browsers);
    endpoint.unsigned(browsers);
    endpoint.service("lambda", tells("lambda"));
    assertThat(from("http://evil.example", "lambda")).isEqualTo(403);
    assertThat(from("http://evil.example", "s3")).isEqualTo(200);
    assertThat(from("http://localhost:3000", "lambda")).isEqualTo(200);
    assertThat(bare("POST /f HTTP/1.1\r\nOrigin: null")).startsWith("HTTP/1.1 200");
  }

  private int from(String origin, String service) throws Exception {
    var signer = new SignedHttp.Signer(SignedHttp.LOCAL, service, Clock.systemUTC());
    var request = signer.sign("POST", endpoint.uri().resolve("/f"), new byte[0]);
    return SignedHttp.send(request.header("Origin", origin)).statusCode();
  }

  @Test
  void closingLetsTheCallsInProgressEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    endpoint.unsigned(
        _ -> {
          begun.countDown();
          goOn.await();
          return Reply.text(200, "done");
        });
    var answer =
        client.sendAsync(HttpRequest.newBuilder(endpoint.uri()).build(), BodyHandlers.ofString());
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    Thread closing = Thread.ofVirtual().start(endpoint::close);
    goOn.countDown();
    assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
    assertThat(closing.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void aServiceThatThrowsIsAnsweredAndLogged() throws Exception {
    endpoint.unsigned(
        _ -> {
          throw new IllegalStateException("broken");
        });
    assertThat(send("/x", get()).statusCode()).isEqualTo(500);
    assertThat(log).singleElement().asString().contains("/x").contains("broken");
  }

  @Test
  void aBrokenEncodingIs400() throws Exception {
    endpoint.unsigned(tells("s3"));
    assertThat(bare("GET /?a=%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
  }

  @Test
  void aPageIsNotShownUnderAForeignName() throws Exception {
    endpoint.page("/", tells("page"));
    endpoint.unsigned(tells("s3"));
    assertThat(bare("GET / HTTP/1.1")).startsWith("HTTP/1.1 421").doesNotContain("page []");
    assertThat(bare("GET /bucket HTTP/1.1")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aTakenPortIsNamed() {
    assertThatThrownBy(
            () -> Endpoint.listen("127.0.0.1", endpoint.port(), InstantSource.system(), log::add))
        .hasMessageContaining("" + endpoint.port());
  }

  // The JDK's client sends no broken encodings.
  private String bare(String requestLine) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", endpoint.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (requestLine + "\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static HttpRequest.Builder get() {
    return HttpRequest.newBuilder().GET();
  }
}
