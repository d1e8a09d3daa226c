package dev.parley.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/%s/aws4_request, SignedHeaders=host,"
          + " Signature=00";

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, log::add);
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

  private static HttpRequest.Builder signedFor(String service) {
    return HttpRequest.newBuilder().header("Authorization", SIGNED.formatted(service));
  }

  @Test
  void aSignedCallGoesToTheServiceItIsSignedFor() throws Exception {
    endpoint.service("sns", tells("sns"));
    endpoint.service("s3", tells("s3"));
    endpoint.page("/", tells("page"));
    assertThat(send("/", signedFor("sns")).body()).isEqualTo("sns []{}");
    assertThat(send("/a%2Fb/c+d?x=1%2B", signedFor("s3")).body())
        .isEqualTo("s3 [a/b, c+d]{x=[1+]}");
    assertThat(
            send("/k?X-Amz-Credential=local%2F20261121%2Fus-east-1%2Fs3%2Faws4_request", get())
                .body())
        .startsWith("s3 [k]");
    assertThat(send("/", signedFor("ec2")).statusCode()).isEqualTo(404);
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
    assertThatThrownBy(() -> Endpoint.listen("127.0.0.1", endpoint.port(), log::add))
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
