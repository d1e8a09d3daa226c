package dev.parley.local.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class SignedUseTest {
  private final BucketFixture fixture = new BucketFixture();
  private final S3Presigner presigner = fixture.presigner("local");

  @AfterEach
  void close() throws Exception {
    presigner.close();
    fixture.close();
  }

  private URI presigned(S3Presigner by, GetObjectRequest request) throws Exception {
    return by.presignGetObject(
            it -> it.signatureDuration(Duration.ofMinutes(15)).getObjectRequest(request))
        .url()
        .toURI();
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return fixture.send(HttpRequest.newBuilder(uri));
  }

  private static GetObjectRequest.Builder object() {
    return GetObjectRequest.builder().bucket("uploads").key("ключ 1.txt");
  }

  private void putOne() {
    fixture.s3.putObject(
        it -> it.bucket("uploads").key("ключ 1.txt").contentType("text/plain"),
        RequestBody.fromString("hello"));
  }

  @Test
  @Conforms("s3-presigned-get")
  void aPresignedGetDownloads() throws Exception {
    putOne();
    HttpResponse<String> plain = get(presigned(presigner, object().build()));
    assertThat(plain.body()).isEqualTo("hello");
    assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain");
    HttpResponse<String> overridden =
        get(
            presigned(
                presigner,
                object()
                    .responseContentDisposition("attachment; filename=\"a.txt\"")
                    .responseContentType("application/pdf")
                    .build()));
    assertThat(overridden.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"a.txt\"");
    assertThat(overridden.headers().firstValue("Content-Type")).contains("application/pdf");
  }

  @Test
  @Conforms("s3-presigned-expired")
  void aPresignedUrlExpiresByTheLocalClock() throws Exception {
    putOne();
    URI url = presigned(presigner, object().build());
    fixture.clock.advance(Duration.ofMinutes(14));
    assertThat(get(url).statusCode()).isEqualTo(200);
    fixture.clock.advance(Duration.ofMinutes(2));
    HttpResponse<String> late = get(url);
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body())
        .contains("<Code>AccessDenied</Code><Message>Request has expired</Message>");
  }

  @Test
  @Conforms("s3-signature")
  void aUrlThatWasChangedOrSignedByAnotherSecretIsRefused() throws Exception {
    putOne();
    URI url = presigned(presigner, object().build());
    HttpResponse<String> changed = get(URI.create(url.toString().replace("1.txt", "2.txt")));
    assertThat(changed.statusCode()).isEqualTo(403);
    assertThat(changed.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    try (S3Presigner guessing = fixture.presigner("guessed")) {
      assertThat(get(presigned(guessing, object().build())).body())
          .contains("<Code>SignatureDoesNotMatch</Code>");
    }
    try (S3Client guessing = fixture.client("guessed").build()) {
      assertThatThrownBy(() -> guessing.getObjectAsBytes(object().build()))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
              });
    }
  }

  @Test
  @Conforms("s3-private")
  void anUnsignedRequestIsDenied() throws Exception {
    putOne();
    HttpResponse<String> answer = get(fixture.at("/uploads/x"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    assertThat(
            fixture
                .send(
                    HttpRequest.newBuilder(fixture.at("/uploads/x"))
                        .PUT(BodyPublishers.ofString("x")))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  @Conforms("s3-signature")
  void theOldSignatureOfTheQueryIsNotSupported() throws Exception {
    HttpResponse<String> old =
        get(fixture.at("/uploads/k?AWSAccessKeyId=local&Signature=x&Expires=4000000000"));
    assertThat(old.statusCode()).isEqualTo(400);
    assertThat(old.body()).contains("Please use AWS4-HMAC-SHA256.");
  }

  @Test
  @Conforms("s3-presigned-put")
  void aPresignedPutUploadsWhatItWasSignedForAndNothingElse() throws Exception {
    URI url =
        presigner
            .presignPutObject(
                it ->
                    it.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(
                            PutObjectRequest.builder()
                                .bucket("uploads")
                                .key("p")
                                .contentType("image/png")
                                .build()))
            .url()
            .toURI();
    HttpRequest.Builder put = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("png"));
    assertThat(fixture.send(put.copy().header("Content-Type", "text/html")).statusCode())
        .isEqualTo(403);
    assertThat(fixture.send(put.header("Content-Type", "image/png")).statusCode()).isEqualTo(200);
    assertThat(fixture.s3.headObject(it -> it.bucket("uploads").key("p")).contentType())
        .isEqualTo("image/png");
    assertThat(get(url).body()).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void aHeaderOfAmazonMayNotBeAddedToAPresignedUrl() throws Exception {
    URI url =
        presigner
            .presignPutObject(
                it ->
                    it.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(r -> r.bucket("uploads").key("p")))
            .url()
            .toURI();
    HttpRequest.Builder put = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("x"));
    HttpResponse<String> refused = fixture.send(put.copy().header("x-amz-meta-owner", "eve"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("<Code>AccessDenied</Code>", "<HeadersNotSigned>x-amz-meta-owner<");
    // The body's hash alone may be added.
    put.header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assertThat(fixture.send(put).statusCode()).isEqualTo(200);
  }

  @Test
  void aClientAtRealTimeIsServedWhenTheClockWasMoved() {
    fixture.clock.advance(Duration.ofDays(40));
    putOne();
    assertThat(fixture.s3.getObjectAsBytes(object().build()).asUtf8String()).isEqualTo("hello");
  }
}
