package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static dev.parley.core.consultation.Office.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.Side;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What leaves with a step, and what the books say of it. */
class StepsTest {
  private final Office office = new Office();
  private final Session vera = new Session(Office.WORKSPACE, "vera", 0, "socket");

  @Test
  void whoeverWatchesIsShownEachStepAsOftenAsItIsToldAgain() {
    office.rooms.register(vera, office.now.get());
    Instant later = office.now.get().plus(Duration.ofHours(2));
    office.rooms.join(vera, office.dialog, Side.CLIENT, 10, later);
    ConsultationId id = office.request("k");
    assertThat(told()).containsExactly("requested");
    office.does("lev", id, "the same", new Command.Propose(offer(1_000)));
    office.does("lev", id, "the same", new Command.Propose(offer(1_000)));
    assertThat(told()).as("who tried first may have died").endsWith("offered", "offered");
    office.does("vera", id, new Command.Cancel(Optional.empty()));
    assertThat(told()).containsExactly("requested", "offered", "offered", "cancelled");
  }

  private List<String> told() {
    return office.audience.framesOf(vera).stream()
        .filter(Frame.Appended.class::isInstance)
        .map(frame -> ((Frame.Appended) frame).entry().content())
        .map(content -> ((Content.Progress) content).event())
        .toList();
  }

  @Test
  void aTimerIsSetForWhatWakesSoonAndForNothingElse() {
    ConsultationId far = office.paid(100_000);
    assertThat(office.timers).isEmpty();
    Instant start = office.now.get().plus(Timers.HORIZON).minusMillis(1);
    Wish soon = new Wish("Lease check", wish().due(), Optional.of(start));
    ConsultationId near =
        office
            .consultations
            .request(office.in("vera"), office.dialog, "soon", soon, Optional.empty())
            .consultation();
    office.does("lev", near, new Command.Propose(new Offer(soon, rub(0), Optional.empty())));
    assertThat(office.timers).isEmpty();
    office.does("vera", near, new Command.Agree(1));
    assertThat(office.timers)
        .extracting(Timer::consultation, Timer::at)
        .containsExactly(tuple(near, start));
    assertThat(office.stage(far)).isInstanceOf(Stage.Paid.class);
  }

  @Test
  void theBooksSayWhatMovedTheMoneyAndWhoWantedIt() {
    ConsultationId released = office.closed(100_000);
    office.does("vera", released, new Command.Accept());
    assertThat(last(released)).isEqualTo(cause(Cause.Event.RELEASED, released, "vera", null));
    office.advance(Duration.ofMinutes(1));
    ConsultationId rejected = office.disputed(10_000);
    office.does("irina", rejected, new Command.Resolve(rub(0), "No."));
    assertThat(last(rejected)).isEqualTo(cause(Cause.Event.RELEASED, rejected, "irina", "No."));
    office.advance(Duration.ofMinutes(1));
    ConsultationId granted = office.disputed(10_000);
    office.does("irina", granted, new Command.Resolve(rub(10_000), "All."));
    assertThat(last(granted)).isEqualTo(cause(Cause.Event.REFUNDED, granted, "irina", "All."));
    office.advance(Duration.ofMinutes(1));
    ConsultationId parted = office.disputed(10_000);
    office.does("irina", parted, new Command.Resolve(rub(1), "Some."));
    assertThat(last(parted)).isEqualTo(cause(Cause.Event.SPLIT, parted, "irina", "Some."));
  }

  @Test
  void whatTimeAloneHasMovedNobodyWanted() {
    ConsultationId id = office.closed(100_000);
    office.advance(Duration.ofDays(3));
    office.consultations.show(office.in("lev"), id);
    assertThat(last(id)).isEqualTo(cause(Cause.Event.RELEASED, id, null, null));
  }

  private Cause last(ConsultationId id) {
    Book escrow = Book.escrow(Office.WORKSPACE, id.value(), Office.RUB);
    return office.ledger.head(escrow).map(Line::cause).orElseThrow();
  }

  private static Cause cause(Cause.Event event, ConsultationId id, String by, String note) {
    return new Cause(event, id.value(), Optional.ofNullable(by), Optional.ofNullable(note));
  }

  @Test
  void whoCallsOffWorkThatIsPaidAndHasNotBegunSaysWhy() {
    ConsultationId id = office.paid(100_000);
    assertRefused(Code.MISSING_FIELD, id, new Command.Cancel(Optional.empty()));
    office.does("lev", id, new Command.Cancel(Optional.of("I am ill.")));
    assertThat(office.wallet("vera")).isEqualTo(100_000);
  }

  @Test
  void whatIsOfferedLiesInTheFuture() {
    ConsultationId id = office.request("k");
    for (Duration off : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      Wish past = new Wish("x", new Due.At(office.now.get().plus(off)), Optional.empty());
      Offer offer = new Offer(past, rub(1), Optional.empty());
      assertRefused(Code.INVALID_FIELD, id, new Command.Propose(offer));
    }
    Optional<Instant> now = Optional.of(office.now.get());
    Offer atOnce = new Offer(new Wish("x", wish().due(), now), rub(1), Optional.empty());
    assertRefused(Code.INVALID_FIELD, id, new Command.Propose(atOnce));
  }

  private void assertRefused(Code code, ConsultationId id, Command command) {
    assertThatThrownBy(() -> office.does("lev", id, command))
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  @Test
  void whenItBeginsIsAPartOfTheTerms() {
    Wish later = new Wish(wish().service(), wish().due(), Optional.of(Office.START));
    Optional<String> details = offer(1).details();
    Terms terms =
        Terms.of(
            1, new Offer(later, rub(1), details), Office.policy(Optional.empty()).commission());
    assertThat(terms.areOf(new Offer(later, rub(1), details))).isTrue();
    assertThat(terms.hash())
        .isNotEqualTo(Terms.of(1, offer(1), terms.commission()).hash())
        .isNotEqualTo(
            Terms.of(
                    1,
                    new Offer(at(Office.START.plusMillis(1)), rub(1), details),
                    terms.commission())
                .hash());
  }

  private static Wish at(Instant start) {
    return new Wish(wish().service(), wish().due(), Optional.of(start));
  }

  @Test
  void filesAndBeginningsAreAPartOfWhatAKeyStandsFor() {
    assertThat(Wording.of(new Command.Claim("poor", List.of(1L))).text(16))
        .isNotEqualTo(Wording.of(new Command.Claim("poor", List.of(2L))).text(16));
    assertThat(Wording.of(office.dialog, at(Office.START), Optional.empty()).text(16))
        .isNotEqualTo(
            Wording.of(office.dialog, at(Office.START.plusMillis(1)), Optional.empty()).text(16));
  }

  /** A wallet is read in parts of 500 lines. */
  @Test
  void evidenceIsGatheredFromAWalletOfYears() {
    for (int n = 1; n <= 501; n++) {
      office.credit("vera", n);
    }
    ConsultationId id = office.closed(100_000);
    office.does("vera", id, new Command.Accept());
    Evidence evidence = new Evidences(office.ports).gather(id);
    assertThat(evidence.flaws()).isEmpty();
    assertThat(evidence.lines())
        .filteredOn(link -> link.line().book().owner().equals("vera"))
        .extracting(link -> link.line().number())
        .containsExactly(503L);
  }
}
