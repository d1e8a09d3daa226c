package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Shortfall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole consultations, from the request to the last kopeck. */
class ConsultationsTest {
  private final Office office = new Office();

  @AfterEach
  void theBooksAreRight() {
    assertThat(office.flaws()).isEmpty();
  }

  @Test
  void aConsultationThatNobodyClaimsAgainstIsReleasedByTime() {
    ConsultationId id = office.closed(100_000);
    assertThat(office.held(id)).isEqualTo(100_000);

    office.advance(Duration.ofHours(72).minusMillis(1));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Closed.class);

    office.advance(Duration.ofMillis(1));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Completed.class);
    assertThat(office.earnings("lev")).isEqualTo(90_000);
    assertThat(office.loose(Account.COMMISSION)).isEqualTo(10_000);
    assertThat(office.held(id)).isZero();
  }

  @Test
  void whoHasTooLittleIsToldHowMuchIsMissingAndNothingMoves() {
    office.credit("vera", 40_000);
    ConsultationId id = office.agreed(100_000);

    assertThatThrownBy(() -> office.does("vera", id, new Command.Pay()))
        .asInstanceOf(InstanceOfAssertFactories.type(Shortfall.class))
        .satisfies(it -> assertThat(it.missing()).isEqualTo(rub(60_000)));
    assertThat(office.wallet("vera")).isEqualTo(40_000);
    assertThat(office.stage(id)).isInstanceOf(Stage.Agreed.class);
  }

  @Test
  void anArbiterPartsWhatIsHeldToTheKopeck() {
    ConsultationId id = office.disputed(99_999);

    office.does("irina", id, new Command.Resolve(rub(33_333), "A third was missing."));

    assertThat(office.wallet("vera")).isEqualTo(33_333);
    assertThat(office.loose(Account.COMMISSION)).isEqualTo(6_666);
    assertThat(office.earnings("lev")).isEqualTo(60_000);
  }

  @Test
  void whoGivesWayOutOfGoodwillIsRecordedInTheLogAndTheBooks() {
    ConsultationId id = office.request("k");
    office.does("lev", id, new Command.Propose(offer(100_000), Optional.of("Less, this once.")));
    office.does("lev", id, new Command.Revise(offer(90_000), Optional.of("Still less.")));
    office.credit("vera", 90_000);
    office.does("vera", id, new Command.Agree(2));
    office.does("vera", id, new Command.Pay());
    office.does("lev", id, new Command.Close(Optional.empty()));
    office.does("vera", id, new Command.Claim("I took the wrong one.", List.of()));
    office.does(
        "lev", id, new Command.Concede(Optional.empty(), Optional.of("You were deceived.")));

    assertThat(office.progress(id))
        .filteredOn(it -> it.goodwill().isPresent())
        .extracting(Content.Progress::event, it -> it.goodwill().orElseThrow())
        .containsExactly(
            tuple("offered", "Less, this once."),
            tuple("revised", "Still less."),
            tuple("conceded", "You were deceived."));
    Evidence evidence = new Evidences(office.ports).gather(id);
    assertThat(evidence.flaws()).isEmpty();
    assertThat(evidence.lines().getLast().line().cause().reason()).contains("You were deceived.");
  }

  @Test
  void theWindowGoesOnFromWhereAClaimHasStoppedIt() {
    ConsultationId id = office.closed(100_000);
    office.advance(Duration.ofHours(70));
    office.does("vera", id, new Command.Claim("It is wrong.", List.of()));
    office.advance(Duration.ofDays(10));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Disputed.class);

    office.does("vera", id, new Command.Withdraw());
    office.advance(Duration.ofHours(2).minusMillis(1));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Closed.class);
    office.advance(Duration.ofMillis(1));
    office.wake(id);
    assertThat(office.earnings("lev")).isEqualTo(90_000);
  }

  @Test
  void aRefundAfterTheReleaseIsLaidOutByTheReserveAndRepaidFirst() {
    ConsultationId first = office.closed(100_000);
    office.does("vera", first, new Command.Accept());
    office.wallets.fund(office.in("maria"), rub(500_000), "own money", "reserve");

    office.does("irina", first, new Command.Refund(rub(50_000), "It was wrong after all."));
    assertThat(office.wallet("vera")).isEqualTo(50_000);
    assertThat(office.owed("lev")).isEqualTo(45_000);
    assertThat(office.loose(Account.COMMISSION)).isEqualTo(5_000);

    office.advance(Duration.ofDays(1));
    ConsultationId second = office.closed(60_000);
    office.does("vera", second, new Command.Accept());
    assertThat(office.owed("lev")).isZero();
    assertThat(office.earnings("lev")).isEqualTo(90_000 + 54_000 - 45_000);
  }

  @Test
  void theSameUnderTheSameKeyIsDoneOnceAndAnsweredAlike() {
    office.credit("vera", 200_000);
    ConsultationId id = office.agreed(100_000);
    Receipt receipt = office.does("vera", id, "pay", new Command.Pay());
    office.advance(Duration.ofDays(30));
    assertThat(office.does("vera", id, "pay", new Command.Pay())).isEqualTo(receipt);
    assertThat(office.wallet("vera")).isEqualTo(100_000);

    assertThatThrownBy(() -> office.does("vera", id, "pay", new Command.Accept()))
        .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
        .satisfies(it -> assertThat(it.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH));
  }

  @Test
  void everyStageIsToldInTheConversation() {
    ConsultationId id = office.closed(100_000);
    office.does("vera", id, new Command.Accept());

    List<Entry> log = office.log.page(office.dialog, 0, 100);
    assertThat(log)
        .filteredOn(entry -> entry.content() instanceof Content.Progress)
        .extracting(entry -> ((Content.Progress) entry.content()).event())
        .containsExactly("requested", "offered", "agreed", "paid", "closed", "accepted");
    assertThat(log.getLast().standing().paidWork()).isZero();
  }

  @Test
  void theCapIsTheLastPriceThatIsTaken() {
    ConsultationId id = office.request("a");
    assertThatThrownBy(
            () -> office.does("lev", id, new Command.Propose(offer(Office.CAP.amount() + 1))))
        .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo(Code.PRICE_CAP);
              assertThat(it.getMessage()).contains("written contract");
            });
    office.does("lev", id, new Command.Propose(offer(Office.CAP.amount())));
    assertThat(office.stage(id)).isInstanceOf(Stage.Offered.class);
  }

  @Test
  void whoDoesNotEndTheWorkIsRemindedTwiceAndThenTheClientHasTheMoneyBack() {
    ConsultationId id = office.open(100_000);
    office.advance(Duration.ofDays(2));
    office.wake(id);
    office.advance(Duration.ofDays(1));
    office.wake(id);
    assertThat(office.stage(id))
        .isInstanceOfSatisfying(
            Stage.Open.class, open -> assertThat(open.reminders()).isEqualTo(2));
    office.advance(Duration.ofDays(13));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Cancelled.class);
    assertThat(office.wallet("vera")).isEqualTo(100_000);
  }

  @Test
  void aFreeConsultationNeedsNoPayment() {
    ConsultationId id = office.agreed(0);
    assertThat(office.stage(id)).isInstanceOf(Stage.Open.class);
    office.does("lev", id, new Command.Close(Optional.empty()));
    office.advance(Duration.ofDays(3));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Completed.class);
    assertThat(office.held(id)).isZero();
    assertThat(office.earnings("lev")).isZero();
  }

  @Test
  void anOfferThatLapsesCanBeMadeAnew() {
    ConsultationId id = office.request("a");
    office.does("lev", id, new Command.Propose(offer(100_000)));
    office.advance(Duration.ofDays(3));
    assertThatThrownBy(() -> office.does("vera", id, new Command.Agree(1)))
        .isInstanceOf(Refused.class);
    assertThat(office.stage(id)).isInstanceOf(Stage.Requested.class);
    office.does("lev", id, new Command.Propose(offer(90_000)));
    office.does("vera", id, new Command.Agree(2));
    assertThat(office.stage(id)).isInstanceOf(Stage.Agreed.class);
  }
}
