package dev.parley.lambda.bootstrap;

import dev.parley.core.consultation.EvidenceStore;
import dev.parley.core.conversation.FileStore;
import dev.parley.core.finance.Reports;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.bucket.S3Evidence;
import dev.parley.lambda.bucket.S3Files;
import dev.parley.lambda.bucket.S3Reports;
import java.time.Duration;
import java.time.InstantSource;
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
  private final String reports;
  private final AwsCredentialsProvider credentials;
  private final String region;

  private FileBucket(
      S3Client s3,
      String bucket,
      String reports,
      AwsCredentialsProvider credentials,
      String region) {
    this.s3 = s3;
    this.bucket = bucket;
    this.reports = reports;
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
    return new FileBucket(
        s3,
        configuration.get(Key.FILES_BUCKET),
        configuration.get(Key.REPORTS_BUCKET),
        credentials,
        region);
  }

  FileStore files() {
    return new S3Files(s3, bucket, credentials, region);
  }

  EvidenceStore evidence() {
    return new S3Evidence(s3, bucket, credentials, region);
  }

  Reports reports(InstantSource clock) {
    return new S3Reports(s3, reports, credentials, region, clock);
  }
}
