package dev.parley.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of tickets must do. */
public abstract class TicketsContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Ticket TICKET =
      new Ticket("legal-portal", "vera", 3, Set.of("https://portal.example"), NOW.plusSeconds(30));

  protected abstract Tickets tickets();

  /** Hashes that no other test of a shared store uses. */
  protected abstract String freshHash();

  @Test
  public void aSavedTicketIsRedeemedAsItWasSaved() {
    String hash = saved();
    assertThat(tickets().redeem(hash, "c1", Optional.empty(), NOW)).contains(TICKET);
  }

  @Test
  public void theSameConnectionMayRedeemAgainAndNoOther() {
    String hash = saved();
    tickets().redeem(hash, "c1", Optional.empty(), NOW);
    assertThat(tickets().redeem(hash, "c1", Optional.empty(), NOW)).contains(TICKET);
    assertThat(tickets().redeem(hash, "c2", Optional.empty(), NOW)).isEmpty();
  }

  @Test
  public void anUnknownTicketOpensNothing() {
    assertThat(tickets().redeem(freshHash(), "c1", Optional.empty(), NOW)).isEmpty();
  }

  @Test
  public void aTicketExpiresOnTheSecond() {
    String hash = saved();
    assertThat(tickets().redeem(hash, "c1", Optional.empty(), NOW.plusSeconds(30))).isEmpty();
    assertThat(tickets().redeem(hash, "c1", Optional.empty(), NOW.plusMillis(29_999)))
        .contains(TICKET);
  }

  @Test
  public void aForeignOriginOpensNothingAndUsesNothingUp() {
    String hash = saved();
    assertThat(tickets().redeem(hash, "c1", Optional.of("https://evil.example"), NOW)).isEmpty();
    assertThat(tickets().redeem(hash, "c2", Optional.of("https://portal.example"), NOW))
        .contains(TICKET);
  }

  @Test
  public void of64ConnectionsAtOnceExactlyOneRedeems() throws Exception {
    String hash = saved();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Ticket>>> tries =
          IntStream.range(0, 64)
              .mapToObj(
                  n -> threads.submit(() -> tickets().redeem(hash, "c" + n, Optional.empty(), NOW)))
              .toList();
      int redeemed = 0;
      for (Future<Optional<Ticket>> one : tries) {
        redeemed += one.get().isPresent() ? 1 : 0;
      }
      assertThat(redeemed).isEqualTo(1);
    }
  }

  private String saved() {
    String hash = freshHash();
    tickets().save(hash, TICKET);
    return hash;
  }
}
