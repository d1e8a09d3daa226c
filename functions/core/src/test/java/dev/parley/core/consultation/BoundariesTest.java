package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every deadline on both sides of its millisecond, and every number at its edge. */
class BoundariesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Terms TERMS = Cases.terms(Cases.PRICE);

  private final Office office = new Office();

  /**
   * A deadline, and what somebody can do only before it or only from it on.
   *
   * @param how the deadline, as a stage has it
   */
  private record Deadline(
      String name,
      Function<Instant, Stage> how,
      Actor actor,
      Command command,
      boolean before,
      boolean after) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Deadline> deadlines() {
    Command wake = new Command.Wake();
    Command pay = new Command.Pay();
    Command claim = new Command.Claim("It is wrong.", List.of());
    Command cancel = new Command.Cancel(Optional.of("why"));
    Command refund = new Command.Refund(rub(1), "why");
    return Stream.of(
        until(
            "an answer to a request",
            BoundariesTest::requested,
            Actor.SPECIALIST,
            new Command.Propose(offer(1))),
        from("a request expires", BoundariesTest::requested, Actor.TIME, wake),
        until("an offer is agreed", BoundariesTest::offered, Actor.CLIENT, new Command.Agree(1)),
        until(
            "an offer is revised",
            BoundariesTest::offered,
            Actor.SPECIALIST,
            new Command.Revise(offer(1))),
        from("an offer lapses", BoundariesTest::offered, Actor.TIME, wake),
        until("pay by", BoundariesTest::agreed, Actor.CLIENT, pay),
        from("not paid", BoundariesTest::agreed, Actor.TIME, wake),
        from(
            "start",
            at -> new Stage.Paid(TERMS, at.minus(DAY), at, at.plus(DAY)),
            Actor.TIME,
            wake),
        from("first reminder at due", at -> open(at, 0), Actor.TIME, wake),
        from("second reminder at due + 24 h", at -> open(at.minus(DAY), 1), Actor.TIME, wake),
        from(
            "client may cancel from due + 72 h",
            at -> open(at.minus(DAY.multipliedBy(3)), 2),
            Actor.CLIENT,
            cancel),
        from(
            "overdue at due + 14 days",
            at -> open(at.minus(DAY.multipliedBy(14)), 2),
            Actor.TIME,
            wake),
        until(
            "closing until due + 14 days",
            at -> open(at.minus(DAY.multipliedBy(14)), 2),
            Actor.SPECIALIST,
            new Command.Close(Optional.empty())),
        until("claim window", BoundariesTest::closed, Actor.CLIENT, claim),
        until("acceptance", BoundariesTest::closed, Actor.CLIENT, new Command.Accept()),
        from("release", BoundariesTest::closed, Actor.TIME, wake),
        from("an arbiter is reminded", BoundariesTest::disputed, Actor.TIME, wake),
        until("refund within 90 days", BoundariesTest::completed, Actor.ARBITER, refund));
  }

  @ParameterizedTest
  @MethodSource("deadlines")
  void aDeadlineIsKeptToTheMillisecond(Deadline it) {
    Instant at = Office.START;
    Stage stage = it.how().apply(at);
    assertThat(isAccepted(it, stage, at.minus(HOUR))).isEqualTo(it.before());
    assertThat(isAccepted(it, stage, at.minusMillis(1))).isEqualTo(it.before());
    assertThat(isAccepted(it, stage, at)).isEqualTo(it.after());
    assertThat(isAccepted(it, stage, at.plusMillis(1))).isEqualTo(it.after());
  }

  private static boolean isAccepted(Deadline it, Stage stage, Instant now) {
    try {
      Rules.decide(Cases.situation(stage, it.actor(), now), it.command());
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  @Test
  void everyStageThatWakesDoesSoAtItsDeadline() {
    for (Function<Instant, Stage> how :
        List.<Function<Instant, Stage>>of(
            BoundariesTest::requested,
            BoundariesTest::offered,
            BoundariesTest::agreed,
            BoundariesTest::closed,
            BoundariesTest::disputed)) {
      assertThat(how.apply(Office.START).wakeAt()).contains(Office.START);
    }
  }

  @Test
  void lifetimesAreThoseOfThePolicy() {
    ConsultationId id = office.request("a");
    assertThat(office.stage(id).wakeAt()).contains(Office.START.plus(DAY.multipliedBy(7)));
    office.does("lev", id, new Command.Propose(offer(10_000)));
    assertThat(office.stage(id).wakeAt()).contains(Office.START.plus(Duration.ofHours(72)));
    office.does("vera", id, new Command.Agree(1));
    assertThat(office.stage(id).wakeAt()).contains(Office.START.plus(Duration.ofHours(24)));
    office.credit("vera", 10_000);
    office.does("vera", id, new Command.Pay());
    assertThat(office.stage(id).wakeAt())
        .as("due")
        .contains(Office.START.plus(DAY.multipliedBy(2)));
    office.does("lev", id, new Command.Close(Optional.empty()));
    assertThat(office.stage(id).wakeAt()).contains(Office.START.plus(Duration.ofHours(72)));
    office.does("vera", id, new Command.Claim("It is wrong.", List.of()));
    assertThat(office.stage(id).wakeAt()).contains(Office.START.plus(Duration.ofHours(72)));
  }

  @Test
  void theCapHoldsAtTheOffer() {
    ConsultationId id = office.request("a");
    assertCapped(() -> office.does("lev", id, new Command.Propose(offer(10_000_01))));
    office.does("lev", id, new Command.Propose(offer(1)));
    assertCapped(() -> office.does("lev", id, new Command.Revise(offer(10_000_01))));
    office.does("lev", id, new Command.Revise(offer(10_000_00)));
    assertThat(office.stage(id).terms().orElseThrow().price()).isEqualTo(rub(10_000_00));
  }

  @Test
  void theCapHoldsAtTheAgreementAndAtThePaymentWhenThePolicyHasChangedMeanwhile() {
    ConsultationId id = office.request("a");
    office.does("lev", id, new Command.Propose(offer(10_000_00)));
    office.cap(Optional.of(rub(9_999_99)));
    assertCapped(() -> office.does("vera", id, new Command.Agree(1)));
    assertThat(allowed(id)).doesNotContain(Command.Name.AGREE);
    office.cap(Optional.of(rub(10_000_00)));
    office.does("vera", id, new Command.Agree(1));
    office.credit("vera", 20_000_00);
    office.cap(Optional.of(rub(9_999_99)));
    assertCapped(() -> office.does("vera", id, new Command.Pay()));
    assertThat(allowed(id)).doesNotContain(Command.Name.PAY);
    assertThat(office.wallet("vera")).isEqualTo(20_000_00);
    office.cap(Optional.empty());
    office.does("vera", id, new Command.Pay());
    assertThat(office.held(id)).isEqualTo(10_000_00);
  }

  private java.util.Set<Command.Name> allowed(ConsultationId id) {
    return office.consultations.show(office.in("vera"), id).allowed();
  }

  private static void assertCapped(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Refused.class,
            it -> {
              assertThat(it.code()).isEqualTo(Code.PRICE_CAP);
              assertThat(it.field()).contains("price");
              assertThat(it)
                  .hasMessageContaining("written contract")
                  .hasMessageContaining("any other way");
            });
  }

  @Test
  void aWishLiesInTheFutureAndWithinTheHorizon() {
    Instant now = Office.START;
    Instant last = now.plus(Limits.HORIZON);
    assertThat(isRequested(new Due.At(now), Optional.empty())).isFalse();
    assertThat(isRequested(new Due.At(now.plusMillis(1)), Optional.empty())).isTrue();
    assertThat(isRequested(new Due.At(last), Optional.empty())).isTrue();
    assertThat(isRequested(new Due.At(last.plusMillis(1)), Optional.empty())).isFalse();
    assertThat(isRequested(new Due.Within(HOUR), Optional.of(now))).isFalse();
    assertThat(isRequested(new Due.Within(HOUR), Optional.of(now.plusMillis(1)))).isTrue();
    assertThat(isRequested(new Due.Within(HOUR), Optional.of(last.minus(HOUR)))).isTrue();
    assertThat(isRequested(new Due.Within(HOUR), Optional.of(last.minus(HOUR).plusMillis(1))))
        .isFalse();
    assertThat(isRequested(new Due.Within(Duration.ZERO), Optional.empty())).isFalse();
    for (long seconds : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
      Due due = new Due.Within(Duration.ofSeconds(seconds));
      assertThat(isRequested(due, Optional.empty())).isFalse();
    }
    assertThat(isRequested(new Due.At(Instant.MAX), Optional.of(Instant.MAX))).isFalse();
    assertThat(isRequested(new Due.At(Instant.MIN), Optional.of(Instant.MIN))).isFalse();
  }

  private static boolean isRequested(Due due, Optional<Instant> start) {
    try {
      Rules.request(new Wish("x", due, start), Cases.POLICY, Office.START);
      return true;
    } catch (Refused e) {
      assertThat(e.code()).isEqualTo(Code.INVALID_FIELD);
      return false;
    }
  }

  @Test
  void whatWouldBeDueBeforeItCanBeginIsNotPaid() {
    Wish wish = new Wish("x", new Due.At(Office.START.plus(HOUR)), Optional.empty());
    Terms terms = Terms.of(1, new Offer(wish, rub(5), Optional.empty()), Cases.POLICY.commission());
    Stage stage = new Stage.Agreed(terms, Office.START, Office.START.plus(DAY));
    Instant due = Office.START.plus(HOUR);
    assertThat(Rules.allowed(Cases.situation(stage, Actor.CLIENT, due.minusMillis(1))))
        .contains(Command.Name.PAY);
    assertThatThrownBy(
            () -> Rules.decide(Cases.situation(stage, Actor.CLIENT, due), new Command.Pay()))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Code.TOO_LATE));
  }

  private static Deadline until(
      String name, Function<Instant, Stage> how, Actor actor, Command command) {
    return new Deadline(name, how, actor, command, true, false);
  }

  private static Deadline from(
      String name, Function<Instant, Stage> how, Actor actor, Command command) {
    return new Deadline(name, how, actor, command, false, true);
  }

  private static Stage requested(Instant at) {
    return new Stage.Requested(Office.wish(), 0, at);
  }

  private static Stage offered(Instant at) {
    return new Stage.Offered(TERMS, at);
  }

  private static Stage agreed(Instant at) {
    return new Stage.Agreed(TERMS, at.minus(DAY), at);
  }

  private static Stage open(Instant dueAt, int reminders) {
    return new Stage.Open(TERMS, dueAt.minus(DAY), dueAt, reminders);
  }

  private static Stage closed(Instant at) {
    return new Stage.Closed(TERMS, at.minus(DAY.multipliedBy(3)), at);
  }

  private static Stage disputed(Instant at) {
    return new Stage.Disputed(TERMS, at.minus(DAY), HOUR, at.minus(HOUR), Optional.of(at));
  }

  private static Stage completed(Instant end) {
    Settlement all = Settlement.parted(rub(Cases.PRICE), rub(0), Cases.POLICY.commission());
    return new Stage.Completed(TERMS, all, end.minus(DAY.multipliedBy(90)));
  }
}
