package dev.parley.lambda.bucket;

import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.FileStore;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Files in a bucket of S3. Every call may be made twice, so a lost answer is tried again. */
public final class S3Files implements FileStore {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final AwsCredentialsProvider credentials;
  private final String region;

  /**
   * @param credentials that sign forms and links; whatever these allow, the signer may do
   */
  public S3Files(S3Client s3, String bucket, AwsCredentialsProvider credentials, String region) {
    this.s3 = s3;
    this.bucket = bucket;
    this.credentials = credentials;
    this.region = region;
  }

  @Override
  public Form form(ConversationId conversation, Attachment file, Instant now, Instant expiresAt) {
    Map<String, String> fields =
        new SignedForm(bucket)
            .field("key", Keys.upload(conversation, file.id()))
            .field("Content-Type", file.type())
            .length(file.bytes())
            .field("x-amz-checksum-algorithm", "SHA256")
            .field("x-amz-checksum-sha256", file.sha256())
            .signed(credentials.resolveCredentials(), region, now, expiresAt);
    return new Form(address("any").resolve("."), fields);
  }

  @Override
  public Optional<Beginning> beginning(ConversationId conversation, String file, int atMost) {
    return S3Calls.make(
        () -> {
          try {
            ResponseBytes<GetObjectResponse> read =
                s3.getObjectAsBytes(
                    get ->
                        get.bucket(bucket)
                            .key(Keys.upload(conversation, file))
                            .range("bytes=0-" + (atMost - 1)));
            return Optional.of(new Beginning(read.asByteBuffer(), read.response().eTag()));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean keep(ConversationId conversation, String file, String version) {
    return S3Calls.make(
        () -> {
          try {
            s3.copyObject(
                copy ->
                    copy.sourceBucket(bucket)
                        .sourceKey(Keys.upload(conversation, file))
                        .copySourceIfMatch(version)
                        .destinationBucket(bucket)
                        .destinationKey(Keys.file(conversation, file)));
            return true;
          } catch (NoSuchKeyException e) {
            return false;
          } catch (SdkServiceException e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public URI link(ConversationId conversation, Attachment file, Instant now, Instant expiresAt) {
    return SignedLink.get(
        address(Keys.file(conversation, file.id())),
        Map.of(
            "response-content-disposition", Disposition.attachment(file.name()),
            "response-content-type", file.type()),
        credentials.resolveCredentials(),
        region,
        now,
        expiresAt);
  }

  /** The upload first, so that nobody makes a file of it again meanwhile. */
  @Override
  public void erase(ConversationId conversation, String file) {
    delete(Keys.upload(conversation, file));
    delete(Keys.file(conversation, file));
  }

  private void delete(String key) {
    S3Calls.make(() -> s3.deleteObject(one -> one.bucket(bucket).key(key)));
  }

  private URI address(String key) {
    return URI.create(s3.utilities().getUrl(url -> url.bucket(bucket).key(key)).toString());
  }
}
