package dev.parley.local.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class CopyTest {
  private final BucketFixture fixture = new BucketFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  @Conforms("s3-copy")
  void aCopyIsWhatItsSourceWas() {
    put("hello");
    copy(head("uploads", "a").eTag());
    HeadObjectResponse source = head("uploads", "a");
    HeadObjectResponse copied = head("exports", "b");
    assertThat(copied.contentType()).isEqualTo("text/plain");
    assertThat(copied.metadata()).isEqualTo(Map.of("title", "T"));
    assertThat(copied.checksumSHA256()).isEqualTo(source.checksumSHA256()).isNotNull();
    assertThat(copied.eTag()).isEqualTo(source.eTag());
  }

  @Test
  @Conforms("s3-copy")
  void aSourceThatHasChangedOrIsGoneIsNotCopied() {
    String before = put("hello");
    put("hullo");
    assertThatThrownBy(() -> copy(before))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(412);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
            });
    fixture.s3.deleteObject(it -> it.bucket("uploads").key("a"));
    assertThatThrownBy(() -> copy(before)).isInstanceOf(NoSuchKeyException.class);
    assertThat(fixture.buckets.summaries()).allMatch(it -> it.objects() == 0);
  }

  private String put(String content) {
    return fixture
        .s3
        .putObject(
            it ->
                it.bucket("uploads")
                    .key("a")
                    .contentType("text/plain")
                    .metadata(Map.of("title", "T"))
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString(content))
        .eTag();
  }

  private void copy(String etag) {
    fixture.s3.copyObject(
        it ->
            it.sourceBucket("uploads")
                .sourceKey("a")
                .copySourceIfMatch(etag)
                .destinationBucket("exports")
                .destinationKey("b"));
  }

  private HeadObjectResponse head(String bucket, String key) {
    return fixture.s3.headObject(
        it -> it.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
  }
}
