package dev.parley.lambda.bucket;

import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.consultation.EvidenceStore;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Packs of evidence in a bucket of S3, which a lifecycle rule deletes after a while. */
public final class S3Evidence implements EvidenceStore {
  private static final String TYPE = "application/json";

  private final S3Client s3;
  private final String bucket;
  private final AwsCredentialsProvider credentials;
  private final String region;

  /**
   * @param credentials that sign links; whatever these allow, the signer may do
   */
  public S3Evidence(S3Client s3, String bucket, AwsCredentialsProvider credentials, String region) {
    this.s3 = s3;
    this.bucket = bucket;
    this.credentials = credentials;
    this.region = region;
  }

  @Override
  public void keep(EvidenceJob job, byte[] pack) {
    S3Calls.make(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(Keys.evidence(job)).contentType(TYPE),
                RequestBody.fromBytes(pack)));
  }

  @Override
  public Optional<URI> link(EvidenceJob job, Instant now, Instant expiresAt) {
    String key = Keys.evidence(job);
    boolean there =
        S3Calls.make(
            () -> {
              try {
                s3.headObject(head -> head.bucket(bucket).key(key));
                return true;
              } catch (NoSuchKeyException e) {
                return false;
              }
            });
    return there ? Optional.of(signed(job, key, now, expiresAt)) : Optional.empty();
  }

  private URI signed(EvidenceJob job, String key, Instant now, Instant expiresAt) {
    String name = "evidence-" + job.consultation().value() + ".json";
    return SignedLink.get(
        URI.create(s3.utilities().getUrl(url -> url.bucket(bucket).key(key)).toString()),
        Map.of("response-content-disposition", Disposition.attachment(name)),
        credentials.resolveCredentials(),
        region,
        now,
        expiresAt);
  }
}
