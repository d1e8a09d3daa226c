package dev.parley.local.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectsTest {
  private final BucketFixture fixture = new BucketFixture();
  private final S3Client s3 = fixture.s3;

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private void put(String key, String content) {
    s3.putObject(it -> it.bucket("uploads").key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(it -> it.bucket("uploads").key(key)).asUtf8String();
  }

  private static void fails(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              if (code != null) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              }
            });
  }

  @ParameterizedTest
  @Conforms("s3-checksums")
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "SHA1", "SHA256"})
  void aChecksumIsVerifiedKeptAndTold(ChecksumAlgorithm algorithm) {
    s3.putObject(
        it -> it.bucket("uploads").key("k").checksumAlgorithm(algorithm),
        RequestBody.fromString("hello"));
    var got =
        s3.getObjectAsBytes(it -> it.bucket("uploads").key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(got.asUtf8String()).isEqualTo("hello");
    assertThat(
            List.of(
                String.valueOf(got.response().checksumCRC32()),
                String.valueOf(got.response().checksumSHA1()),
                String.valueOf(got.response().checksumSHA256())))
        .filteredOn(it -> !it.equals("null"))
        .hasSize(1);
    fails(
        400,
        "BadDigest",
        () ->
            s3.putObject(
                it -> it.bucket("uploads").key("wrong").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("hello")));
    fails(
        400,
        "BadDigest",
        () ->
            s3.putObject(
                it -> it.bucket("uploads").key("wrong").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                RequestBody.fromString("hello")));
    fails(404, "NoSuchKey", () -> get("wrong"));
  }

  @Test
  @Conforms("s3-checksums")
  void theChecksumsAreThoseOfThePublishedExamples() {
    byte[] check = "123456789".getBytes(UTF_8);
    assertThat(Checksum.CRC32.of(check)).isEqualTo("y/Q5Jg==");
    assertThat(Checksum.CRC32C.of(check)).isEqualTo("4waSgw==");
    assertThat(Checksum.CRC64NVME.of(check)).isEqualTo("rosUhgp5mIg=");
  }

  @Test
  void whatIsPutIsGotWithAllThatWasSaidOfIt() {
    s3.putObject(
        it ->
            it.bucket("uploads")
                .key("a/b")
                .contentType("text/plain")
                .contentDisposition("attachment")
                .cacheControl("no-store")
                .metadata(Map.of("owner", "anna")),
        RequestBody.fromString("hello"));
    var head = s3.headObject(it -> it.bucket("uploads").key("a/b"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.contentEncoding()).isNull();
    assertThat(head.contentDisposition()).isEqualTo("attachment");
    assertThat(head.cacheControl()).isEqualTo("no-store");
    assertThat(head.metadata()).containsExactly(Map.entry("owner", "anna"));
    try (S3Client plain =
        fixture
            .client("local")
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      plain.putObject(it -> it.bucket("uploads").key("p"), RequestBody.fromString("hello"));
    }
    assertThat(get("p")).isEqualTo("hello");
    fails(
        400,
        "MetadataTooLarge",
        () ->
            s3.putObject(
                it -> it.bucket("uploads").key("m").metadata(Map.of("a", "a".repeat(2048))),
                RequestBody.empty()));
  }

  @Test
  @Conforms("s3-range")
  void aRangeAndConditionsAreHeeded() {
    put("k", "0123456789");
    for (var range : Map.of("bytes=2-4", "234", "bytes=7-", "789", "bytes=-2", "89").entrySet()) {
      var got = s3.getObjectAsBytes(it -> it.bucket("uploads").key("k").range(range.getKey()));
      assertThat(got.asUtf8String()).isEqualTo(range.getValue());
      assertThat(got.response().contentRange()).endsWith("/10");
    }
    fails(
        416,
        "InvalidRange",
        () -> s3.getObjectAsBytes(it -> it.bucket("uploads").key("k").range("bytes=10-")));
    String tag = s3.headObject(it -> it.bucket("uploads").key("k")).eTag();
    fails(
        304, null, () -> s3.getObjectAsBytes(it -> it.bucket("uploads").key("k").ifNoneMatch(tag)));
    fails(
        412,
        "PreconditionFailed",
        () -> s3.getObjectAsBytes(it -> it.bucket("uploads").key("k").ifMatch("\"x\"")));
    fails(
        412,
        "PreconditionFailed",
        () ->
            s3.putObject(
                it -> it.bucket("uploads").key("k").ifNoneMatch("*"),
                RequestBody.fromString("other")));
    assertThat(get("k")).isEqualTo("0123456789");
  }

  @Test
  @Conforms("s3-list")
  void aListingIsInOrderOfBytesPageByPageAndFolded() {
    List<String> keys = List.of("a/", "a/1", "a/2", "b/1", "b/2", "c", "ключ", "\uffee", "😀");
    keys.reversed().forEach(it -> put(it, "x"));
    assertThat(
            s3.listObjectsV2Paginator(it -> it.bucket("uploads").maxKeys(2)).contents().stream()
                .map(S3Object::key))
        .containsExactlyElementsOf(keys);
    for (int most : new int[] {1, 2, 3, 1000}) {
      var pages =
          s3.listObjectsV2Paginator(it -> it.bucket("uploads").delimiter("/").maxKeys(most));
      assertThat(pages.commonPrefixes().stream().map(CommonPrefix::prefix))
          .containsExactly("a/", "b/");
      assertThat(pages.contents().stream().map(S3Object::key))
          .containsExactly("c", "ключ", "\uffee", "😀");
      var below =
          s3.listObjectsV2Paginator(
              it -> it.bucket("uploads").prefix("a/").delimiter("/").maxKeys(most));
      assertThat(below.contents().stream().map(S3Object::key)).containsExactly("a/", "a/1", "a/2");
    }
    fails(
        400,
        "InvalidArgument",
        () -> s3.listObjectsV2(it -> it.bucket("uploads").continuationToken("?")));
  }

  @Test
  void objectsAreCopiedAndDeletedOneByOneAndTogether() {
    put("ключ 1", "hello");
    s3.copyObject(
        it ->
            it.sourceBucket("uploads")
                .sourceKey("ключ 1")
                .destinationBucket("exports")
                .destinationKey("copy")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("a", "b")));
    assertThat(s3.headObject(it -> it.bucket("exports").key("copy")).metadata())
        .containsEntry("a", "b");
    fails(
        400,
        "InvalidRequest",
        () ->
            s3.copyObject(
                it ->
                    it.sourceBucket("uploads")
                        .sourceKey("ключ 1")
                        .destinationBucket("uploads")
                        .destinationKey("ключ 1")));
    s3.deleteObject(it -> it.bucket("exports").key("copy"));
    s3.deleteObject(it -> it.bucket("exports").key("copy"));
    fails(404, "NoSuchKey", () -> s3.getObjectAsBytes(it -> it.bucket("exports").key("copy")));
    List<ObjectIdentifier> keys =
        IntStream.range(0, 3)
            .mapToObj(i -> ObjectIdentifier.builder().key("k&" + i).build())
            .toList();
    keys.forEach(it -> put(it.key(), "x"));
    var deleted = s3.deleteObjects(it -> it.bucket("uploads").delete(d -> d.objects(keys)));
    assertThat(deleted.deleted()).hasSize(3);
    assertThat(fixture.buckets.summaries())
        .containsExactly(new BucketSummary("exports", 0, 0), new BucketSummary("uploads", 1, 5));
  }

  @Test
  @Conforms("s3-not-served")
  void whatIsNotServedSaysSo() {
    put("k", "x");
    fails(
        501,
        "NotImplemented",
        () -> s3.createMultipartUpload(it -> it.bucket("uploads").key("big")));
    fails(501, "NotImplemented", () -> s3.getObjectTagging(it -> it.bucket("uploads").key("k")));
    fails(501, "NotImplemented", () -> s3.getBucketVersioning(it -> it.bucket("uploads")));
    fails(501, "NotImplemented", () -> s3.createBucket(it -> it.bucket("another")));
    fails(404, "NoSuchBucket", () -> s3.listObjectsV2(it -> it.bucket("nobody")));
    fails(404, null, () -> s3.headBucket(it -> it.bucket("nobody")));
    s3.headBucket(it -> it.bucket("uploads"));
    assertThat(s3.listBuckets().buckets()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "a/../b",
        "a\u0000b",
        "a//b/",
        "%2e%2e/x",
        "+ &?#%",
        "\\..\\x",
        "😀/ключ",
        "CON",
        "a\nb"
      })
  void aKeyIsJustAName(String key) {
    put(key, "mine");
    assertThat(get(key)).isEqualTo("mine");
    assertThat(s3.listObjectsV2(it -> it.bucket("uploads").encodingType("url")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    s3.deleteObject(it -> it.bucket("uploads").key(key));
    // Like that of S3, the XML of an error is none when the key has a NUL.
    fails(404, key.contains("\0") ? null : "NoSuchKey", () -> get(key));
  }

  @Test
  void aCopysSourceThatIsWronglyEncodedIsRefused() {
    fails(
        400,
        "InvalidArgument",
        () ->
            s3.putObject(
                it ->
                    it.bucket("uploads")
                        .key("copy")
                        .overrideConfiguration(
                            o -> o.putHeader("x-amz-copy-source", "uploads/%zz")),
                RequestBody.empty()));
  }

  @Test
  void aKeyHasAtMost1024Bytes() {
    put("ю".repeat(512), "x");
    assertThat(get("ю".repeat(512))).isEqualTo("x");
    fails(400, "KeyTooLongError", () -> put("ю".repeat(512) + "a", "x"));
  }
}
