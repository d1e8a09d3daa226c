package dev.parley.local.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

class PresignedPostTest {
  private final BucketFixture fixture = new BucketFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private SignedForm form() {
    return new SignedForm(
        fixture.clock.instant(), fixture.clock.instant().plus(Duration.ofMinutes(10)));
  }

  private HttpResponse<String> send(SignedForm form) throws Exception {
    return fixture.send(form.request(fixture));
  }

  private void refused(SignedForm form, int status, String code, String... words) throws Exception {
    HttpResponse<String> answer = send(form);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    assertThat(List.of(words)).allMatch(answer.body()::contains);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(fixture.buckets.summaries()).allMatch(it -> it.objects() == 0);
  }

  @Test
  @Conforms("s3-post")
  void aSignedFormUploadsItsFile() throws Exception {
    SignedForm form =
        form()
            .field("key", "u/1/${filename}")
            .condition("[\"starts-with\", \"$key\", \"u/1/\"]")
            .with("Content-Type", "image/jpeg")
            .with("x-amz-meta-title", "Кухня")
            .condition("[\"content-length-range\", 1, 100]");
    form.fileName = "C:\\photos\\a b.jpg";
    HttpResponse<String> answer = send(form);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("ETag"))
        .contains("\"9a0364b9e99bb480dd25e1f0284c8555\"");
    assertThat(answer.headers().firstValue("Location"))
        .contains(fixture.endpoint.uri() + "/uploads/u%2F1%2Fa%20b.jpg");
    var got = fixture.s3.getObjectAsBytes(it -> it.bucket("uploads").key("u/1/a b.jpg"));
    assertThat(got.asUtf8String()).isEqualTo("content");
    assertThat(got.response().contentType()).isEqualTo("image/jpeg");
    assertThat(got.response().metadata()).containsEntry("title", "=?UTF-8?B?0JrRg9GF0L3Rjw==?=");
  }

  @Test
  void eachOfSeveralContentTypesMustBeginAsThePolicySays() throws Exception {
    String images = "[\"starts-with\", \"$Content-Type\", \"image/\"]";
    for (String type : List.of("image/png,text/html", "image/png,", ",")) {
      refused(
          form().with("key", "k").field("Content-Type", type).condition(images),
          403,
          "AccessDenied",
          "Policy Condition failed");
    }
    SignedForm two =
        form().with("key", "k").field("Content-Type", "image/png,image/gif").condition(images);
    assertThat(send(two).statusCode()).isEqualTo(204);
  }

  @Test
  @Conforms("s3-post-answer")
  void theFormChoosesHowItIsAnswered() throws Exception {
    HttpResponse<String> created =
        send(form().with("key", "a&b").with("success_action_status", "201"));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body())
        .contains("<Bucket>uploads</Bucket><Key>a&amp;b</Key><ETag>&quot;9a0364b9");
    assertThat(send(form().with("key", "k").with("success_action_status", "200")).statusCode())
        .isEqualTo(200);
    assertThat(send(form().with("key", "k").with("success_action_status", "302")).statusCode())
        .isEqualTo(204);
    HttpResponse<String> redirected =
        send(form().with("key", "k").with("success_action_redirect", "https://app.example/?x=1"));
    assertThat(redirected.statusCode()).isEqualTo(303);
    assertThat(redirected.headers().firstValue("Location").orElseThrow())
        .startsWith("https://app.example/?x=1&bucket=uploads&key=k&etag=%229a0364b9");
  }

  @Test
  @Conforms("s3-post-expired")
  void aPolicyExpiresByTheLocalClock() throws Exception {
    SignedForm form = form().with("key", "k");
    fixture.clock.advance(Duration.ofMinutes(11));
    refused(form, 403, "AccessDenied", "Invalid according to Policy: Policy expired.");
  }

  @Test
  @Conforms("s3-post-condition")
  void aConditionThatDoesNotHoldIsNamed() throws Exception {
    refused(
        form().field("key", "other/1").condition("[\"starts-with\", \"$key\", \"u/1/\"]"),
        403,
        "AccessDenied",
        "Policy Condition failed: [&quot;starts-with&quot;, &quot;$key&quot;, &quot;u/1/&quot;]");
    refused(
        form()
            .with("key", "k")
            .field("Content-Type", "text/html")
            .condition("[\"eq\", \"$Content-Type\", \"image/png\"]"),
        403,
        "AccessDenied",
        "Policy Condition failed: [&quot;eq&quot;, &quot;$Content-Type&quot;,");
    refused(
        form().with("key", "k").condition("{\"x-amz-meta-a\": \"b\"}"),
        403,
        "AccessDenied",
        "Policy Condition failed");
    refused(
        form().with("key", "k").condition("{\"bucket\": \"exports\"}"),
        403,
        "AccessDenied",
        "$bucket");
  }

  @Test
  @Conforms("s3-post-condition")
  void aConditionLooksAtTheKeyWithTheFilesName() throws Exception {
    SignedForm form =
        form().field("key", "${filename}").condition("[\"starts-with\", \"$key\", \"u/\"]");
    form.fileName = "u/photo.jpg";
    refused(form, 403, "AccessDenied", "Policy Condition failed");
  }

  @Test
  @Conforms("s3-post-extra")
  void aFieldThatNoConditionSpeaksOfIsRefused() throws Exception {
    refused(
        form().with("key", "k").field("Content-Disposition", "inline"),
        403,
        "AccessDenied",
        "Invalid according to Policy: Extra input fields: content-disposition");
    assertThat(send(form().with("key", "k").field("x-ignore-token", "1")).statusCode())
        .isEqualTo(204);
  }

  @Test
  @Conforms("s3-post-length")
  void theFilesLengthIsHeldToItsRange() throws Exception {
    String range = "[\"content-length-range\", 5, 10]";
    refused(
        form().with("key", "k").condition(range).file(new byte[11]),
        400,
        "EntityTooLarge",
        "<ProposedSize>11</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>");
    refused(
        form().with("key", "k").condition(range).file(new byte[4]),
        400,
        "EntityTooSmall",
        "<ProposedSize>4</ProposedSize><MinSizeAllowed>5</MinSizeAllowed>");
    for (int length : new int[] {5, 10}) {
      SignedForm form = form().with("key", "k").condition(range).file(new byte[length]);
      assertThat(send(form).statusCode()).isEqualTo(204);
    }
  }

  @Test
  @Conforms("s3-post-checksum")
  void theFileMustHaveTheChecksumThatTheFormNames() throws Exception {
    String right = "7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=";
    SignedForm other = checksummed(right).file("Content".getBytes(UTF_8));
    refused(other, 400, "BadDigest", "The SHA256 you specified did not match");
    refused(
        checksummed(right).field("x-amz-checksum-sha256", Checksum.SHA256.of(other.file)),
        403,
        "AccessDenied",
        "Policy Condition failed");
    SignedForm without = checksummed(right);
    without.fields.remove("x-amz-checksum-sha256");
    refused(without, 403, "AccessDenied", "Policy Condition failed");

    assertThat(send(checksummed(right)).statusCode()).isEqualTo(204);
    var head =
        fixture.s3.headObject(
            it -> it.bucket("uploads").key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumSHA256()).isEqualTo(right);
  }

  private SignedForm checksummed(String sha256) {
    return form()
        .with("key", "k")
        .with("x-amz-checksum-algorithm", "SHA256")
        .with("x-amz-checksum-sha256", sha256);
  }

  @Test
  @Conforms("s3-post-signature")
  void aPolicyThatIsNotSignedOrChangedAfterwardsIsRefused() throws Exception {
    SignedForm forged = form().with("key", "k");
    forged.secret = "guessed";
    refused(forged, 403, "SignatureDoesNotMatch");
    refused(form().with("key", "k").field("x-amz-signature", "00"), 403, "SignatureDoesNotMatch");
    SignedForm stranger = form().with("key", "k");
    stranger.field(
        "x-amz-credential", stranger.fields.get("x-amz-credential").replace("local", "AKID"));
    refused(stranger, 403, "InvalidAccessKeyId", "<AWSAccessKeyId>AKID</AWSAccessKeyId>");
    SignedForm unsigned = form().with("key", "k");
    unsigned.fields.remove("x-amz-date");
    refused(unsigned, 400, "InvalidArgument", "X-Amz-Date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "[]",
        "null",
        "{\"expiration\":\"soon\",\"conditions\":[]}",
        "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[{\"a\":1}]}",
        "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[{\"a\":\"1\",\"b\":\"2\"}]}",
        "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[[\"ends-with\",\"$a\",\"b\"]]}",
        "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[[\"eq\",\"a\",\"b\"]]}",
        "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[[\"content-length-range\",1]]}",
        "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[7]}",
      })
  void aPolicyThatIsNoneIsRefused(String policy) throws Exception {
    SignedForm form = form().with("key", "k");
    form.field("policy", Base64.getEncoder().encodeToString(policy.getBytes(UTF_8)));
    refused(form, 400, "InvalidPolicyDocument", "Invalid Policy: ");
  }

  @Test
  @Conforms("s3-post-file-last")
  void whatFollowsTheFileIsIgnored() throws Exception {
    SignedForm late = form();
    late.conditions.add("[\"starts-with\", \"$key\", \"\"]");
    late.afterFile.put("key", "k");
    refused(late, 400, "InvalidArgument", "Bucket POST must contain a field named 'key'");
    SignedForm twice = form().with("key", "k");
    twice.afterFile.put("file", "another");
    twice.afterFile.put("Content-Type", "text/html");
    assertThat(send(twice).statusCode()).isEqualTo(204);
    var got = fixture.s3.getObjectAsBytes(it -> it.bucket("uploads").key("k"));
    assertThat(got.asUtf8String()).isEqualTo("content");
    assertThat(got.response().contentType()).isEqualTo("binary/octet-stream");
  }

  @Test
  void whatIsNoFormIsRefused() throws Exception {
    for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=x"}) {
      var answer = fixture.send(post("/uploads", type, "--x\r\nbroken"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("<Code>MalformedPOSTRequest</Code>");
    }
    assertThat(fixture.send(post("/uploads", "text/plain", "x")).statusCode()).isEqualTo(412);
    SignedForm form = form().with("key", "k").field("x-ignore-a", "a".repeat(20 * 1024));
    refused(form, 400, "MaxPostPreDataLengthExceeded");
    refused(form().with("key", "k".repeat(1025)), 400, "KeyTooLongError");
    refused(
        form().with("key", "k").with("acl", "public-read"), 400, "AccessControlListNotSupported");
  }

  @Test
  void aFormWithoutAPolicyIsAnonymous() throws Exception {
    String body = "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\nk\r\n";
    String both = body.formatted("key") + body.formatted("file") + "--x--\r\n";
    var answer = fixture.send(post("/uploads", "multipart/form-data; boundary=x", both));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Message>Access Denied</Message>");
    var nowhere = fixture.send(post("/nobody", "multipart/form-data; boundary=x", both));
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains("<Code>NoSuchBucket</Code>");
  }

  private HttpRequest.Builder post(String path, String type, String body) {
    return HttpRequest.newBuilder(fixture.at(path))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }
}
