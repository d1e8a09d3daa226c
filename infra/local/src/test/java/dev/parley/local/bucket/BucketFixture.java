package dev.parley.local.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Two buckets at an endpoint, and who uses them: the SDK, its presigner, and bare HTTP. */
final class BucketFixture implements AutoCloseable {
  static final String BUCKET = "uploads";
  static final String OTHER = "exports";
  static final String ORIGIN = "https://app.example";
  static final CorsRule RULE =
      new CorsRule(
          List.of(ORIGIN, "https://*.example.org"),
          List.of("GET", "POST", "PUT"),
          List.of("content-type", "x-amz-*"),
          List.of("ETag"),
          Optional.of(600));

  final LocalClock clock = new LocalClock();
  final List<String> log = new CopyOnWriteArrayList<>();
  final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, log::add);
  final Buckets buckets;
  final HttpClient http = HttpClient.newHttpClient();
  final S3Client s3;

  BucketFixture() {
    this(Optional.empty());
  }

  BucketFixture(Optional<Path> folder) {
    buckets =
        Buckets.open(
            List.of(
                new BucketDefinition(BUCKET, List.of(RULE), List.of(new Expiration("tmp/", 1))),
                BucketDefinition.of(OTHER)),
            clock,
            folder);
    endpoint.unchecked(Buckets.SIGNING_NAME, buckets);
    endpoint.unsigned(buckets);
    s3 = client("local").build();
  }

  S3ClientBuilder client(String secret) {
    return S3Client.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.US_EAST_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(credentials(secret));
  }

  S3Presigner presigner(String secret) {
    return S3Presigner.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(secret))
        .build();
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret));
  }

  URI at(String path) {
    return URI.create(endpoint.uri() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  @Override
  public void close() throws IOException {
    s3.close();
    http.close();
    endpoint.close();
    buckets.close();
  }
}
