package dev.parley.local.signature;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Plain requests with the signature that the AWS SDK makes for them. */
public final class SignedHttp {
  public static final AwsBasicCredentials LOCAL = AwsBasicCredentials.create("local", "local");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Who signs what, and when. */
  public record Signer(AwsBasicCredentials credentials, String service, Clock clock) {
    public static final Signer USUAL = new Signer(LOCAL, "execute-api", Clock.systemUTC());

    public HttpRequest.Builder sign(String method, URI uri, byte[] body) {
      SdkHttpRequest plain =
          SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      AwsV4HttpSigner.create()
          .sign(
              r ->
                  r.identity(credentials)
                      .request(plain)
                      .payload(() -> new ByteArrayInputStream(body))
                      .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                      .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1"))
          .request()
          .forEachHeader(
              (name, values) -> {
                // The client writes it by itself, and as it was signed.
                if (!name.equalsIgnoreCase("Host")) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      return request
          .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
          .timeout(Duration.ofSeconds(10));
    }
  }

  private SignedHttp() {}

  public static HttpResponse<String> send(String method, URI uri, byte[] body) throws Exception {
    return send(Signer.USUAL.sign(method, uri, body));
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
