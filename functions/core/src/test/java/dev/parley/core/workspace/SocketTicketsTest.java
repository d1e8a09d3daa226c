package dev.parley.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.RateLimited;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SocketTicketsTest {
  private static final Workspace WORKSPACE =
      new Workspace("w", "W", StartPolicy.CLIENT_ONLY, Set.of("https://w.example"));
  private static final Member VERA =
      new Member("w", "vera", "Vera", Set.of(Role.CLIENT), Optional.empty(), Set.of(), 5);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00.700Z"));
  private final SocketTickets tickets =
      new SocketTickets(new InMemoryTickets(), new InMemoryQuota(), now::get, new SecureRandom());

  @Test
  void aTicketCarriesItsOwnerAndHas256Bits() {
    SocketTickets.Issued issued = tickets.issue(WORKSPACE, VERA);

    assertThat(issued.secret()).matches("[A-Za-z0-9_-]{43}");
    assertThat(issued.expiresAt()).isEqualTo("2026-11-21T10:00:30Z");
    assertThat(tickets.redeem(issued.secret(), "c", Optional.of("https://w.example")))
        .contains(new Ticket("w", "vera", 5, Set.of("https://w.example"), issued.expiresAt()));
  }

  @Test
  void anExpiredTicketOpensNothing() {
    SocketTickets.Issued issued = tickets.issue(WORKSPACE, VERA);
    now.set(issued.expiresAt());
    assertThat(tickets.redeem(issued.secret(), "c", Optional.empty())).isEmpty();
  }

  @Test
  void onePersonGetsTenTicketsInAMinute() {
    for (int n = 0; n < 10; n++) {
      tickets.issue(WORKSPACE, VERA);
    }
    assertThatThrownBy(() -> tickets.issue(WORKSPACE, VERA))
        .isInstanceOfSatisfying(
            RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    Member lev = new Member("w", "lev", "Lev", Set.of(Role.CLIENT), Optional.empty(), Set.of(), 0);
    assertThat(tickets.issue(WORKSPACE, lev).secret()).isNotEmpty();
    now.set(Instant.parse("2026-11-21T10:01:00Z"));
    assertThat(tickets.issue(WORKSPACE, VERA).secret()).isNotEmpty();
  }

  @Test
  void aChangedTicketOpensNothing() {
    String secret = tickets.issue(WORKSPACE, VERA).secret();
    String changed = (secret.charAt(0) == 'A' ? 'B' : 'A') + secret.substring(1);
    assertThat(tickets.redeem(changed, "c", Optional.empty())).isEmpty();
  }
}
