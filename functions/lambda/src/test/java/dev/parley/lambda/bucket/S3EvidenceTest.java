package dev.parley.lambda.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.consultation.EvidenceStore;
import dev.parley.core.conversation.FileStoreContract.Downloaded;
import dev.parley.core.failure.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

class S3EvidenceTest {
  private static final AwsCredentials LOCAL = AwsBasicCredentials.create("local", "local");
  private static final EvidenceJob JOB = job("AAAAAAAAAAAAAAAAAAAAAA");
  private static final EvidenceJob OTHER = job("BBBBBBBBBBBBBBBBBBBBBB");

  private final BucketFixture fixture = new BucketFixture();
  private final EvidenceStore packs = packs(fixture.s3, BucketFixture.BUCKET, LOCAL);

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private static EvidenceJob job(String id) {
    return new EvidenceJob(new ConsultationId("legal-portal", "CCCCCCCCCCCCCCCCCCCCCC"), id);
  }

  private static EvidenceStore packs(S3Client s3, String bucket, AwsCredentials credentials) {
    return new S3Evidence(
        s3, bucket, StaticCredentialsProvider.create(credentials), "eu-central-1");
  }

  private Optional<URI> link(EvidenceStore packs, EvidenceJob job) {
    Instant now = fixture.clock.instant();
    return packs.link(job, now, now.plus(Duration.ofMinutes(5)));
  }

  private Optional<String> fetched(EvidenceJob job) {
    return link(packs, job).flatMap(fixture::get).map(Downloaded::content);
  }

  @Test
  void aPackIsKeptForItsOwnJobAndANewOneTakesItsPlace() {
    assertThat(link(packs, JOB)).isEmpty();
    packs.keep(JOB, "{\"one\": \"Договор\"}".getBytes(UTF_8));
    assertThat(fetched(JOB)).contains("{\"one\": \"Договор\"}");
    assertThat(fetched(OTHER)).isEmpty();
    packs.keep(JOB, "{}".getBytes(UTF_8));
    assertThat(fetched(JOB)).contains("{}");
  }

  @Test
  void aPackIsSavedAsAFileAndNotShown() {
    packs.keep(JOB, "{}".getBytes(UTF_8));
    assertThat(link(packs, JOB).flatMap(fixture::get))
        .contains(
            new Downloaded(
                "{}",
                "application/json",
                Disposition.attachment("evidence-CCCCCCCCCCCCCCCCCCCCCC.json")));
  }

  @Test
  void aLinkEndsAndLeadsNowhereElse() {
    packs.keep(JOB, "{}".getBytes(UTF_8));
    packs.keep(OTHER, "[]".getBytes(UTF_8));
    URI link = link(packs, JOB).orElseThrow();
    assertThat(fixture.get(URI.create(link.toString().replace(JOB.id(), OTHER.id())))).isEmpty();
    fixture.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(fixture.get(link)).isPresent();
    fixture.clock.advance(Duration.ofSeconds(2));
    assertThat(fixture.get(link)).isEmpty();
  }

  @Test
  void theCredentialsOfARoleSignWithTheirSessionsToken() {
    packs.keep(JOB, "{}".getBytes(UTF_8));
    AwsCredentials role = AwsSessionCredentials.create("local", "local", "TOKEN/+=");
    URI link = link(packs(fixture.s3, BucketFixture.BUCKET, role), JOB).orElseThrow();
    assertThat(link.getRawQuery()).contains("X-Amz-Security-Token=TOKEN%2F%2B%3D");
    assertThat(fixture.get(link)).isPresent();
  }

  @Test
  void aBucketThatIsOutOfReachIsUnavailableAndAMissingOneADefect() {
    try (S3Client nowhere = BucketFixture.client(URI.create("http://127.0.0.1:1"), LOCAL)) {
      EvidenceStore packs = packs(nowhere, BucketFixture.BUCKET, LOCAL);
      assertThatThrownBy(() -> packs.keep(JOB, new byte[0])).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> link(packs, JOB)).isInstanceOf(Unavailable.class);
    }
    EvidenceStore other = packs(fixture.s3, "no-such-bucket", LOCAL);
    assertThatThrownBy(() -> other.keep(JOB, new byte[0]))
        .isInstanceOf(NoSuchBucketException.class);
  }
}
