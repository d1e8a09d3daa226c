package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.RateLimited;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How fast a person writes in a conversation. */
class PaceTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Content TEXT = new Content.Text("text");

  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  @Test
  void twentyInOneInstantAreTakenAndTheNextIsToldHowLongToWait() {
    burst();
    RateLimited refused = catchThrowableOfType(RateLimited.class, () -> send(vera));
    assertThat(refused.code()).isEqualTo(Code.RATE_LIMITED);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(world.log(id)).hasSize(1 + Limits.SEND_BURST);

    world.advance(refused.retryAfter());
    send(vera);
  }

  @Test
  void whoWaitsForOneIntervalSendsOneMore() {
    burst();
    world.advance(Limits.SEND_INTERVAL.minusMillis(1));
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
    world.advance(Duration.ofMillis(1));
    send(vera);
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
  }

  @Test
  void afterARestTheWholeBurstIsThereAgainAndNoMore() {
    burst();
    world.advance(Limits.SEND_INTERVAL.multipliedBy(Limits.SEND_BURST));
    burst();
    world.advance(Duration.ofDays(1));
    burst();
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
  }

  @Test
  void fiveASecondAreTakenForEver() {
    burst();
    for (int n = 0; n < 2_000; n++) {
      world.advance(Limits.SEND_INTERVAL);
      send(vera);
    }
    assertThat(world.log(id)).hasSize(1 + Limits.SEND_BURST + 2_000);
  }

  @Test
  void whoIsTooFastInTheLongRunIsStopped() {
    RateLimited refused =
        catchThrowableOfType(
            RateLimited.class,
            () -> {
              for (int n = 0; n < 100; n++) {
                send(vera);
                world.advance(Limits.SEND_INTERVAL.dividedBy(2));
              }
            });
    assertThat(refused).isNotNull();
    assertThat(world.log(id).size()).isBetween(2 * Limits.SEND_BURST, 2 * Limits.SEND_BURST + 1);
  }

  @Test
  void whatOthersWriteInBetweenChangesNothing() {
    for (int n = 0; n < Limits.SEND_BURST; n++) {
      send(vera);
      if (n % 3 == 0) {
        send(lev);
      }
    }
    world.change(world.lev, id, new Change.Block(true));
    world.change(world.lev, id, new Change.Unblock(true));
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
    send(lev);
  }

  @Test
  void everyConversationHasAPaceOfItsOwn() {
    burst();
    ConversationId channel = world.inChannel();
    assertThat(world.send(vera, channel, "1.text__", 1, "text"))
        .isInstanceOf(Frame.Acknowledged.class);
  }

  @Test
  void editsCountLikeMessages() {
    send(vera);
    for (int n = 1; n < Limits.SEND_BURST; n++) {
      world.edit(vera, id, "1.edit__" + n, 1, 2, "text " + n);
    }
    assertRefused(Code.RATE_LIMITED, () -> world.edit(vera, id, "1.more__", 1, 2, "more"));
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
  }

  @Test
  void whatStandsAlreadyIsAnsweredHoweverFastItIsAskedAgain() {
    Frame answer = world.send(vera, id, "1.first_", 1, "text");
    for (int n = 1; n < Limits.SEND_BURST; n++) {
      send(vera);
    }
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
    assertThat(world.send(vera, id, "1.first_", 1, "text")).isEqualTo(answer);
  }

  @Test
  void aClockThatIsBehindMakesNobodyFaster() {
    burst();
    world.advance(Duration.ofHours(-1));
    assertRefused(Code.RATE_LIMITED, () -> send(vera));
  }

  /** Each is an entry for everybody, too. */
  @Test
  void changesOfStandingAreCountedLikeWords() {
    for (int n = 1; n <= Limits.SEND_BURST; n++) {
      world.change(world.vera, id, n % 2 == 1 ? new Change.Hide() : new Change.Restore());
    }
    assertRefused(Code.RATE_LIMITED, () -> world.change(world.vera, id, new Change.Leave()));
    world.advance(Limits.SEND_INTERVAL);
    world.change(world.vera, id, new Change.Leave());
  }

  @Test
  void ofManyAuthorsAtOneInstantNobodyWaits() {
    Pace pace = Pace.NONE;
    for (int round = 0; round < 3; round++) {
      for (int n = 0; n < 64; n++) {
        assertThat(pace.waitOf("author" + n, AT)).isEmpty();
        pace = pace.after("author" + n, AT);
      }
    }
  }

  @Test
  void whatIsCarriedAlongStaysSmall() {
    Pace pace = Pace.NONE;
    for (int n = 0; n < 640; n++) {
      pace = pace.after("author" + n % 64, AT.plusMillis(n));
    }
    assertThat(pace.wholeAt().size()).isLessThan(10);
  }

  @Test
  void whatIsAtRestCarriesNothing() {
    Pace one = Pace.NONE.after("vera", AT);
    assertThat(one).isEqualTo(Pace.of("vera", AT));
    Instant whole = AT.plus(Limits.SEND_INTERVAL);
    assertThat(one.after("vera", whole)).isEqualTo(Pace.of("vera", whole));
    assertThat(one.after("lev", whole)).isEqualTo(Pace.of("lev", whole));
    assertThat(one.after("lev", whole.minusMillis(1)).wholeAt()).containsKey("vera");
  }

  private void burst() {
    for (int n = 0; n < Limits.SEND_BURST; n++) {
      send(vera);
    }
  }

  private void send(Session session) {
    long last = world.store.tail(id, 1, 1).orElseThrow().last().seq();
    world.send(session, id, last + ".message", last, "text");
  }
}
