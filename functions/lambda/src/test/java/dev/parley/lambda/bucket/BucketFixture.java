package dev.parley.lambda.bucket;

import dev.parley.core.conversation.FileStore;
import dev.parley.core.conversation.FileStoreContract.Downloaded;
import dev.parley.local.bucket.BucketDefinition;
import dev.parley.local.bucket.Buckets;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of the local cloud, our adapter on it, and clients without credentials. */
final class BucketFixture implements AutoCloseable {
  static final String BUCKET = "parley-files";

  final LocalClock clock = new LocalClock();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  private final Buckets buckets =
      Buckets.open(List.of(BucketDefinition.of(BUCKET)), clock, Optional.empty());
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
        .httpClientBuilder(ApacheHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  static S3Files files(S3Client s3, AwsCredentials credentials) {
    return new S3Files(s3, BUCKET, StaticCredentialsProvider.create(credentials), "eu-central-1");
  }

  HttpResponse<String> post(FileStore.Form form, byte[] content) {
    return Posting.post(form.url(), form.fields(), content);
  }

  Optional<Downloaded> get(URI link) {
    HttpResponse<String> answer = Posting.get(link);
    Map<String, List<String>> headers = answer.headers().map();
    return answer.statusCode() == 200
        ? Optional.of(
            new Downloaded(
                answer.body(),
                headers.get("content-type").getFirst(),
                headers.get("content-disposition").getFirst()))
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    s3.close();
    endpoint.close();
    buckets.close();
  }
}
