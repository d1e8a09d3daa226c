package dev.parley.lambda.provider;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Calls a provider once. It is the SDK's client because that one never tries again by itself, as
 * the JDK's does with a GET, and a provider may move money on a GET. What is thrown names neither
 * the address nor what was sent: both may hold a secret or a purse.
 */
final class Http {
  private static final int SUCCESS = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int BUSY = 503;

  /** No answer of a provider is longer: a page of a book is some 100 KB. */
  private static final int MOST_BYTES = 2_097_152;

  private final SdkHttpClient client;
  private final Duration patience;

  /**
   * @param patience for a whole call, from its first byte to the last of its answer
   */
  Http(SdkHttpClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** What a provider has answered that was neither busy nor broken. */
  record Answer(int status, String body) {
    boolean isSuccess() {
      return status >= SUCCESS && status < 300;
    }

    /** Never the body: it may name a purse. */
    @Override
    public String toString() {
      return "Answer[status=" + status + "]";
    }
  }

  Answer get(URI address, Map<String, String> headers) {
    return call(request(SdkHttpMethod.GET, address, headers).build(), null);
  }

  Answer post(URI address, Map<String, String> headers, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    SdkHttpFullRequest request =
        request(SdkHttpMethod.POST, address, headers)
            .putHeader("Content-Type", "application/json")
            .putHeader("Content-Length", String.valueOf(body.length))
            .build();
    return call(request, body);
  }

  private static SdkHttpFullRequest.Builder request(
      SdkHttpMethod method, URI address, Map<String, String> headers) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(method)
            .uri(address)
            .putHeader("Accept", "application/json");
    headers.forEach(request::putHeader);
    return request;
  }

  private Answer call(SdkHttpFullRequest request, byte[] body) {
    HttpExecuteRequest.Builder call = HttpExecuteRequest.builder().request(request);
    if (body != null) {
      call.contentStreamProvider(() -> new ByteArrayInputStream(body));
    }
    ExecutableHttpRequest execution = client.prepareRequest(call.build());
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    answered
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (_, late) -> {
              if (late != null) {
                execution.abort();
              }
            });
    try {
      return judged(read(execution.call()));
    } catch (ConnectException
        | NoRouteToHostException
        | UnknownHostException
        | ConnectTimeoutException
        | SSLHandshakeException e) {
      throw new Unavailable("the provider is out of reach: " + name(e));
    } catch (IOException e) {
      throw new Ambiguous("the provider's answer was lost: " + name(e), null);
    } finally {
      answered.complete(null);
    }
  }

  private static Answer read(HttpExecuteResponse response) throws IOException {
    int status = response.httpResponse().statusCode();
    Optional<AbortableInputStream> content = response.responseBody();
    if (content.isEmpty()) {
      return new Answer(status, "");
    }
    try (InputStream in = content.get()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        content.get().abort();
        throw new IOException("the answer does not end");
      }
      return new Answer(status, new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Answer judged(Answer answer) {
    if (answer.status == TOO_MANY || answer.status == BUSY) {
      throw new Unavailable("the provider has no time now: " + answer.status);
    }
    if (answer.status >= SERVER_ERROR) {
      throw new Ambiguous("the provider is broken: " + answer.status, null);
    }
    return answer;
  }

  /** Messages of exceptions may repeat what was sent; their names do not. */
  private static String name(IOException e) {
    return e.getClass().getSimpleName();
  }
}
