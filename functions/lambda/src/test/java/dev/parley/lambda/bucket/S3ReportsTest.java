package dev.parley.lambda.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.FileStoreContract.Downloaded;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.finance.Reports;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

class S3ReportsTest {
  private static final AwsCredentials LOCAL = AwsBasicCredentials.create("local", "local");
  private static final String STATEMENT = "legal-portal/2026-03-02/statement.csv";
  private static final String OTHER = "legal-portal/2026-03-02/differences.csv";
  private static final Duration TIME = Duration.ofMinutes(5);

  private final BucketFixture fixture = new BucketFixture();
  private final Reports reports = reports(fixture.s3);

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private Reports reports(S3Client s3) {
    return new S3Reports(
        s3,
        BucketFixture.BUCKET,
        StaticCredentialsProvider.create(LOCAL),
        "eu-central-1",
        fixture.clock);
  }

  @Test
  void aFileIsSavedUnderItsWholeNameAndANewOneTakesItsPlace() {
    reports.put(STATEMENT, "account\r\nкошелёк\r\n");
    assertThat(fixture.get(reports.link(STATEMENT, TIME)))
        .contains(
            new Downloaded(
                "account\r\nкошелёк\r\n",
                "text/csv; charset=utf-8",
                Disposition.attachment("legal-portal-2026-03-02-statement.csv")));
    reports.put(STATEMENT, "account\r\n");
    assertThat(fixture.get(reports.link(STATEMENT, TIME)).map(Downloaded::content))
        .contains("account\r\n");
    assertThat(fixture.get(reports.link(OTHER, TIME))).isEmpty();
  }

  @Test
  void aLinkEndsAndLeadsNowhereElse() {
    reports.put(STATEMENT, "a");
    reports.put(OTHER, "b");
    URI link = reports.link(STATEMENT, TIME);
    assertThat(
            fixture.get(URI.create(link.toString().replace("statement.csv?", "differences.csv?"))))
        .isEmpty();
    fixture.clock.advance(TIME.minusSeconds(60));
    assertThat(fixture.get(link)).isPresent();
    fixture.clock.advance(Duration.ofSeconds(61));
    assertThat(fixture.get(link)).isEmpty();
  }

  @Test
  void aBucketThatIsOutOfReachIsUnavailable() {
    try (S3Client nowhere = BucketFixture.client(URI.create("http://127.0.0.1:1"), LOCAL)) {
      Reports away = reports(nowhere);
      assertThatThrownBy(() -> away.put(STATEMENT, "a")).isInstanceOf(Unavailable.class);
    }
  }
}
