package dev.parley.lambda.bootstrap;

import dev.parley.core.consultation.EvidenceStore;
import dev.parley.core.conversation.FileStore;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.bucket.S3Evidence;
import dev.parley.lambda.bucket.S3Files;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Wires what speaks to S3, apart from the rest so that only those load it who ask for it. */
final class FileBucket {
  /** The largest file is copied within one call. */
  private static final ClientOverrideConfiguration PATIENCE =
      ClientOverrideConfiguration.builder()
          .retryStrategy(RetryMode.STANDARD)
          .apiCallAttemptTimeout(Duration.ofSeconds(8))
          .apiCallTimeout(Duration.ofSeconds(12))
          .build();

  private final S3Client s3;
  private final String bucket;
  private final AwsCredentialsProvider credentials;
  private final String region;

  private FileBucket(
      S3Client s3, String bucket, AwsCredentialsProvider credentials, String region) {
    this.s3 = s3;
    this.bucket = bucket;
    this.credentials = credentials;
    this.region = region;
  }

  static FileBucket open(Configuration configuration, SdkHttpClient http) {
    String region = configuration.get(Key.AWS_REGION);
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    S3Client s3 =
        S3Client.builder()
            .region(Region.of(region))
            .httpClient(http)
            .credentialsProvider(credentials)
            .overrideConfiguration(PATIENCE)
            .applyMutation(
                builder ->
                    configuration
                        .endpoint("S3")
                        .ifPresent(other -> builder.endpointOverride(other).forcePathStyle(true)))
            .build();
    return new FileBucket(s3, configuration.get(Key.FILES_BUCKET), credentials, region);
  }

  FileStore files() {
    return new S3Files(s3, bucket, credentials, region);
  }

  EvidenceStore evidence() {
    return new S3Evidence(s3, bucket, credentials, region);
  }
}
