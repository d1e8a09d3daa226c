package dev.parley.lambda.bucket;

import dev.parley.core.conversation.FileStore;
import dev.parley.core.conversation.FileStoreContract.Downloaded;
import dev.parley.local.bucket.BucketDefinition;
import dev.parley.local.bucket.Buckets;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of the local cloud, our adapter on it, and clients without credentials. */
final class BucketFixture implements AutoCloseable {
  static final String BUCKET = "parley-files";
  private static final String BOUNDARY = "a-boundary-that-no-file-holds";

  final LocalClock clock = new LocalClock();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  private final Buckets buckets =
      Buckets.open(List.of(BucketDefinition.of(BUCKET)), clock, Optional.empty());
  private final HttpClient http = HttpClient.newHttpClient();
  final S3Client s3;
  final S3Files files;

  BucketFixture() {
    endpoint.unchecked(Buckets.SIGNING_NAME, buckets);
    endpoint.unsigned(buckets);
    AwsCredentials local = AwsBasicCredentials.create("local", "local");
    s3 = client(endpoint.uri(), local);
    files = files(s3, local);
  }

  static S3Client client(URI endpoint, AwsCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.EU_CENTRAL_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  static S3Files files(S3Client s3, AwsCredentials credentials) {
    return new S3Files(s3, BUCKET, StaticCredentialsProvider.create(credentials), "eu-central-1");
  }

  /** Posts a form as a browser does. */
  HttpResponse<String> post(FileStore.Form form, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    form.fields().forEach((name, value) -> part(body, "name=\"" + name + "\"", bytes(value)));
    part(body, "name=\"file\"; filename=\"a.bin\"", content);
    body.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
    return send(
        HttpRequest.newBuilder(form.url())
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  Optional<Downloaded> get(URI link) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(link));
    Map<String, List<String>> headers = answer.headers().map();
    return answer.statusCode() == 200
        ? Optional.of(
            new Downloaded(
                answer.body(),
                headers.get("content-type").getFirst(),
                headers.get("content-disposition").getFirst()))
        : Optional.empty();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(
        bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\r\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    s3.close();
    http.close();
    endpoint.close();
    buckets.close();
  }
}
