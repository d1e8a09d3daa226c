package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of permits to upload must do. */
public abstract class UploadsContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final ConversationId ID =
      new ConversationId("legal-portal", "AAAAAAAAAAAAAAAAAAAAAA");
  private static final UploadPermit PERMIT =
      new UploadPermit(
          ID,
          "vera",
          new FileDescription(
              "Договор.pdf", "application/pdf", 12_345_678_901L, "A".repeat(43) + "="),
          NOW.plusSeconds(900));
  private static final ClientMessageId MESSAGE = new ClientMessageId(41, "k3a9x2");

  /** Unique, so that tests can share one store. */
  private final String hash = UUID.randomUUID().toString();

  protected abstract Uploads uploads();

  @BeforeEach
  public void save() {
    uploads().save(hash, PERMIT);
  }

  @Test
  public void aPermitIsRedeemedAsItWasSavedAndAgainForTheSameMessage() {
    assertThat(redeem(MESSAGE, NOW)).contains(PERMIT);
    assertThat(redeem(MESSAGE, NOW.plusSeconds(60))).contains(PERMIT);
  }

  @Test
  public void aPermitIsForOneMessage() {
    redeem(MESSAGE, NOW);
    assertThat(redeem(new ClientMessageId(41, "k3a9x3"), NOW)).isEmpty();
    assertThat(redeem(new ClientMessageId(42, "k3a9x2"), NOW)).isEmpty();
    assertThat(redeem(MESSAGE, NOW)).contains(PERMIT);
  }

  @Test
  public void aPermitExpiresOnTheSecond() {
    assertThat(redeem(MESSAGE, NOW.plusSeconds(900))).isEmpty();
    assertThat(redeem(MESSAGE, NOW.plusMillis(899_999))).contains(PERMIT);
    assertThat(redeem(MESSAGE, NOW.plusSeconds(900))).isEmpty();
  }

  @Test
  public void nobodyElseAndNoOtherConversationUsesItOrUsesItUp() {
    assertThat(uploads().redeem(hash, ID, "pavel", MESSAGE, NOW)).isEmpty();
    ConversationId other = new ConversationId("legal-portal", "BAAAAAAAAAAAAAAAAAAAAA");
    assertThat(uploads().redeem(hash, other, "vera", MESSAGE, NOW)).isEmpty();
    ConversationId elsewhere = new ConversationId("salon", "AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(uploads().redeem(hash, elsewhere, "vera", MESSAGE, NOW)).isEmpty();
    assertThat(uploads().redeem(hash + "x", ID, "vera", MESSAGE, NOW)).isEmpty();
    assertThat(redeem(new ClientMessageId(7, "another"), NOW)).contains(PERMIT);
  }

  @Test
  public void of64MessagesAtOnceExactlyOneGetsIt() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<UploadPermit>>> tries =
          IntStream.range(0, 64)
              .mapToObj(n -> threads.submit(() -> redeem(new ClientMessageId(n, "atonce"), NOW)))
              .toList();
      int redeemed = 0;
      for (Future<Optional<UploadPermit>> one : tries) {
        redeemed += one.get().isPresent() ? 1 : 0;
      }
      assertThat(redeemed).isEqualTo(1);
    }
  }

  private Optional<UploadPermit> redeem(ClientMessageId message, Instant now) {
    return uploads().redeem(hash, ID, "vera", message, now);
  }
}
