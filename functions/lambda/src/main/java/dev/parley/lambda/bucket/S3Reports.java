package dev.parley.lambda.bucket;

import dev.parley.core.finance.Reports;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Files for accountants in a bucket of S3 of their own, which keeps what was overwritten. */
public final class S3Reports implements Reports {
  private static final String TYPE = "text/csv; charset=utf-8";

  private final S3Client s3;
  private final String bucket;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final InstantSource clock;

  /**
   * @param credentials that sign links; whatever these allow, the signer may do
   */
  public S3Reports(
      S3Client s3,
      String bucket,
      AwsCredentialsProvider credentials,
      String region,
      InstantSource clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public void put(String name, String csv) {
    S3Calls.make(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(name).contentType(TYPE),
                RequestBody.fromString(csv)));
  }

  @Override
  public URI link(String name, Duration time) {
    Instant now = clock.instant();
    return SignedLink.get(
        URI.create(s3.utilities().getUrl(url -> url.bucket(bucket).key(name)).toString()),
        Map.of("response-content-disposition", Disposition.attachment(name.replace('/', '-'))),
        credentials.resolveCredentials(),
        region,
        now,
        now.plus(time));
  }
}
