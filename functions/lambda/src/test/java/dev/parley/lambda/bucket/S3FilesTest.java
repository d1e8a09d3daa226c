package dev.parley.lambda.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.FileStore;
import dev.parley.core.conversation.FileStoreContract;
import dev.parley.core.failure.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

class S3FilesTest extends FileStoreContract {
  private static final ConversationId ID =
      new ConversationId("legal-portal", "AAAAAAAAAAAAAAAAAAAAAA");
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final Attachment FILE =
      new Attachment(
          "BBBBBBBBBBBBBBBBBBBBBB", "Hello.txt", "text/plain", HELLO.length, sha256(HELLO));

  private final BucketFixture fixture = new BucketFixture();

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Override
  protected FileStore files() {
    return fixture.files;
  }

  @Override
  protected Instant now() {
    return fixture.clock.instant();
  }

  @Override
  protected void advance(Duration by) {
    fixture.clock.advance(by);
  }

  @Override
  protected boolean post(FileStore.Form form, byte[] content) {
    return fixture.post(form, content).statusCode() == 204;
  }

  @Override
  protected Optional<Downloaded> get(URI link) {
    return fixture.get(link);
  }

  private FileStore.Form form(FileStore files) {
    return files.form(ID, FILE, now(), now().plusSeconds(900));
  }

  @ParameterizedTest
  @CsvSource({
    "key, uploads/legal-portal/AAAAAAAAAAAAAAAAAAAAAA/CCCCCCCCCCCCCCCCCCCCCC, 403",
    "key, files/legal-portal/AAAAAAAAAAAAAAAAAAAAAA/BBBBBBBBBBBBBBBBBBBBBB, 403",
    "Content-Type, text/html, 403",
    "x-amz-checksum-sha256, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, 403",
    "x-amz-date, 20200101T000000Z, 400",
    "x-amz-signature, 00, 403",
    "Content-Disposition, inline, 403",
    "x-amz-meta-title, T, 403",
    "success_action_redirect, https://evil.example, 403"
  })
  void aFormThatWasChangedIsRefused(String field, String value, int status) {
    FileStore.Form form = form(fixture.files);
    Map<String, String> fields = new HashMap<>(form.fields());
    fields.put(field, value);
    assertThat(fixture.post(new FileStore.Form(form.url(), fields), HELLO).statusCode())
        .isEqualTo(status);
    assertThat(fixture.files.beginning(ID, FILE.id(), 5)).isEmpty();
    assertThat(post(form, HELLO)).isTrue();
  }

  @Test
  void aFormThatLacksAFieldIsRefused() {
    FileStore.Form form = form(fixture.files);
    for (String field : form.fields().keySet()) {
      Map<String, String> fields = new HashMap<>(form.fields());
      fields.remove(field);
      assertThat(post(new FileStore.Form(form.url(), fields), HELLO)).as(field).isFalse();
    }
  }

  @Test
  void theCredentialsOfARoleSignWithTheirSessionsToken() {
    AwsCredentials role = AwsSessionCredentials.create("local", "local", "TOKEN/+=");
    S3Files files = BucketFixture.files(fixture.s3, role);
    FileStore.Form form = form(files);
    assertThat(form.fields()).containsEntry("x-amz-security-token", "TOKEN/+=");
    assertThat(new String(Base64.getDecoder().decode(form.fields().get("policy")), UTF_8))
        .contains("{\"x-amz-security-token\":\"TOKEN/+=\"}");
    assertThat(post(form, HELLO)).isTrue();

    files.keep(ID, FILE.id(), files.beginning(ID, FILE.id(), 5).orElseThrow().version());
    URI link = files.link(ID, FILE, now(), now().plusSeconds(300));
    assertThat(link.getRawQuery()).contains("X-Amz-Security-Token=TOKEN%2F%2B%3D");
    assertThat(get(link)).isPresent();
  }

  @Test
  void onAwsAFormGoesToTheBucketsOwnHost() {
    AwsCredentials role = AwsBasicCredentials.create("AKID", "secret");
    try (S3Client s3 = S3Client.builder().region(Region.EU_CENTRAL_1).build()) {
      S3Files files = BucketFixture.files(s3, role);
      String host = "parley-files.s3.eu-central-1.amazonaws.com";
      assertThat(form(files).url()).isEqualTo(URI.create("https://" + host + "/"));
      assertThat(files.link(ID, FILE, now(), now().plusSeconds(300)))
          .hasHost(host)
          .hasPath("/files/legal-portal/AAAAAAAAAAAAAAAAAAAAAA/BBBBBBBBBBBBBBBBBBBBBB")
          .hasParameter("X-Amz-Expires", "300");
    }
  }

  @Test
  void aFileIsSavedUnderItsNameAndNotShown() {
    Attachment named =
        new Attachment(FILE.id(), "Договор \"5\".txt", "text/plain", 5, FILE.sha256());
    post(form(fixture.files), HELLO);
    fixture.files.keep(
        ID, FILE.id(), fixture.files.beginning(ID, FILE.id(), 5).orElseThrow().version());
    assertThat(get(fixture.files.link(ID, named, now(), now().plusSeconds(300))))
        .contains(new Downloaded("hello", "text/plain", Disposition.attachment(named.name())));
  }

  @Test
  void aBucketThatIsOutOfReachIsUnavailableAndAMissingOneADefect() {
    AwsCredentials local = AwsBasicCredentials.create("local", "local");
    try (S3Client nowhere = BucketFixture.client(URI.create("http://127.0.0.1:1"), local)) {
      S3Files files = BucketFixture.files(nowhere, local);
      assertThatThrownBy(() -> files.beginning(ID, FILE.id(), 5)).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> files.keep(ID, FILE.id(), "x")).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> files.erase(ID, FILE.id())).isInstanceOf(Unavailable.class);
    }
    S3Files other = new S3Files(fixture.s3, "no-such-bucket", () -> local, "eu-central-1");
    assertThatThrownBy(() -> other.beginning(ID, FILE.id(), 5))
        .isInstanceOf(NoSuchBucketException.class);
  }
}
