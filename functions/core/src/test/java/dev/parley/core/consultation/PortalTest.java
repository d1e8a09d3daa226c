package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static dev.parley.core.consultation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Totals;
import dev.parley.core.failure.Code;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.ledger.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the legal portal asks for, row by row, as far as rules and books are concerned. */
class PortalTest {
  private final Office office = new Office();

  @AfterEach
  void theBooksAreRight() {
    assertThat(office.flaws()).isEmpty();
  }

  private Entry newest() {
    return office.log.head(office.dialog).last();
  }

  private Content.Progress told() {
    return (Content.Progress) newest().content();
  }

  @Test
  @Tag("S0-05")
  @Tag("S0-07")
  void aConsultationIsHeldInTheDialogItself() {
    ConsultationId id = office.open(100_000);
    assertThat(office.store.find(id).orElseThrow().parties().conversation())
        .isEqualTo(office.dialog);
    assertThat(office.progress(id))
        .extracting(Content.Progress::stage)
        .containsExactly("requested", "offered", "agreed", "open");
  }

  @Test
  @Tag("S0-08")
  @Tag("S0-09")
  void bothAgreeOnThePriceAndTheStart() {
    ConsultationId id = office.agreedToBegin(Duration.ofHours(3), 70_000);
    Terms terms = office.stage(id).terms().orElseThrow();
    assertThat(terms.price()).isEqualTo(rub(70_000));
    assertThat(terms.wish().startAt()).contains(Office.START.plus(Duration.ofHours(3)));
    office.does("vera", id, new Command.Pay());
    office.advance(Duration.ofHours(3).minusMillis(1));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Paid.class);
    office.advance(Duration.ofMillis(1));
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Open.class);
  }

  @Test
  @Tag("S0-10")
  void whatIsNotPaidIsNeverOpen() {
    ConsultationId id = office.agreed(100_000);
    for (Command command : Cases.commands(office.stage(id))) {
      if (!(command instanceof Command.Pay || command instanceof Command.Wake)) {
        for (Actor actor : EnumSet.allOf(Actor.class)) {
          Situation it = new Situation(office.stage(id), 0, actor, Cases.POLICY, office.now.get());
          if (Rules.allowed(it).contains(command.name())) {
            assertThat(Rules.decide(it, command).stage()).isInstanceOf(Stage.Cancelled.class);
          }
        }
      }
    }
    assertThatThrownBy(() -> office.does("vera", id, new Command.Pay()))
        .isInstanceOf(Shortfall.class);
    assertRefused(
        Code.WRONG_STAGE, () -> office.does("lev", id, new Command.Close(Optional.empty())));
  }

  @Test
  @Tag("S0-11")
  @Tag("S0-15")
  void heldMoneyIsNobodysUntilItIsReleased() {
    ConsultationId id = office.closed(100_000);
    Wallets.Wallet held = office.wallets.show(office.in("lev"));
    assertThat(List.of(held.wallet(), held.earnings(), held.withdrawing())).containsOnly(rub(0));
    assertThat(office.held(id)).isEqualTo(100_000);
    office.advance(Duration.ofDays(3));
    office.wake(id);
    assertThat(office.wallets.show(office.in("lev")).earnings()).isEqualTo(rub(90_000));
  }

  @Test
  @Tag("S0-12")
  @Tag("S0-13")
  @Tag("S0-32")
  void whileAClaimIsOpenNothingIsCredited() {
    ConsultationId id = office.disputed(100_000);
    office.advance(Duration.ofDays(300));
    office.wake(id);
    office.wake(id);
    assertThat(office.stage(id)).isInstanceOf(Stage.Disputed.class);
    assertThat(office.earnings("lev")).isZero();
    assertThat(office.progress(id))
        .extracting(Content.Progress::event)
        .endsWith("claimed", "reminded");
  }

  @Test
  @Tag("S0-19")
  void aRequestSaysWhatIsWantedAndByWhen() {
    ConsultationId id = office.request("a");
    assertThat(office.stage(id))
        .isInstanceOfSatisfying(
            Stage.Requested.class, it -> assertThat(it.wish()).isEqualTo(Office.wish()));
    assertThat(told().service()).contains("Lease check");
  }

  @Test
  @Tag("S0-20")
  @Tag("S0-29")
  void whatOneDoesTheOtherHasToReadLikeAMessage() {
    Totals before = newest().totals();
    office.request("a");
    assertThat(newest().totals().client()).isEqualTo(before.client() + 1);
    assertThat(newest().totals().unanswered()).isTrue();

    office.advance(Duration.ofMinutes(1));
    long staff = newest().totals().staff();
    ConsultationId id = office.closed(100_000);
    assertThat(told().event()).isEqualTo("closed");
    assertThat(newest().totals().staff()).isEqualTo(staff + 2);
    assertThat(newest().totals().unanswered()).isFalse();

    office.advance(Duration.ofDays(3));
    Totals calm = newest().totals();
    office.wake(id);
    assertThat(newest().totals()).as("time says nothing to anybody").isEqualTo(calm);
  }

  @Test
  @Tag("S0-21")
  @Tag("S0-22")
  void theSpecialistOffersOrRefuses() {
    ConsultationId id = office.request("a");
    office.does("lev", id, new Command.Decline(Optional.of("Not my field.")));
    assertThat(office.stage(id)).isInstanceOf(Stage.Declined.class);
    assertThat(told().note()).contains("Not my field.");
    assertRefused(Code.WRONG_STAGE, () -> office.does("lev", id, new Command.Propose(offer(1))));
  }

  @Test
  @Tag("S0-23")
  void anOfferNamesTheServiceThePriceAndTheTerm() {
    Instant due = Office.START.plus(Duration.ofDays(4));
    ConsultationId id = office.request("a");
    Wish wish = new Wish("Contract", new Due.At(due), Optional.empty());
    office.does("lev", id, new Command.Propose(new Offer(wish, rub(5), Optional.empty())));
    assertThat(told().service()).contains("Contract");
    assertThat(told().price()).contains(rub(5));
    assertThat(told().dueAt()).contains(due);
  }

  @Test
  @Tag("S0-24")
  void onlyTheTermsThatTheClientHasSeenAreAgreed() {
    ConsultationId id = office.offered(100_000);
    office.does("lev", id, new Command.Revise(offer(200_000)));
    assertRefused(Code.TERMS_CHANGED, () -> office.does("vera", id, "old", new Command.Agree(1)));
    office.does("vera", id, new Command.Agree(2));
    assertThat(office.stage(id))
        .isInstanceOfSatisfying(
            Stage.Agreed.class, it -> assertThat(it.standing().price()).isEqualTo(rub(200_000)));
  }

  @Test
  @Tag("S0-25")
  void afterARefusedOfferThereMayBeAnother() {
    ConsultationId id = office.offered(100_000);
    office.does("vera", id, new Command.Decline(Optional.of("Too much.")));
    assertThat(office.stage(id)).isInstanceOf(Stage.Requested.class);
    office.advance(Duration.ofMinutes(1));
    office.does("lev", id, new Command.Propose(offer(80_000)));
    office.does("vera", id, new Command.Agree(2));
    assertThat(office.store.paper(id, 1)).isPresent();
    assertThat(office.store.paper(id, 2)).isPresent();
  }

  @Test
  @Tag("S0-26")
  @Tag("S0-27")
  void whoHasTooLittleTopsUpAndPays() {
    office.credit("vera", 99_999);
    ConsultationId id = office.agreed(100_000);
    assertThatThrownBy(() -> office.does("vera", id, "pay", new Command.Pay()))
        .isInstanceOfSatisfying(Shortfall.class, it -> assertThat(it.missing()).isEqualTo(rub(1)));
    assertThat(office.wallet("vera")).isEqualTo(99_999);
    assertThat(office.held(id)).isZero();
    office.credit("vera", 1);
    office.does("vera", id, "pay", new Command.Pay());
    assertThat(office.wallet("vera")).isZero();
    assertThat(office.held(id)).isEqualTo(100_000);
  }

  @Test
  @Tag("S0-30")
  @Tag("S0-31")
  void completedWithCreditOrWithoutWhenAClaimIsSatisfied() {
    ConsultationId credited = office.closed(100_000);
    office.does("vera", credited, new Command.Accept());
    office.advance(Duration.ofMinutes(1));
    ConsultationId satisfied = office.closed(50_000);
    office.does("vera", satisfied, new Command.Claim("poor", List.of()));
    office.does("irina", satisfied, new Command.Resolve(rub(50_000), "so"));
    assertThat(List.of(office.stage(credited), office.stage(satisfied)))
        .hasOnlyElementsOfType(Stage.Completed.class);
    assertThat(office.earnings("lev")).isEqualTo(90_000);
    assertThat(office.wallet("vera")).isEqualTo(50_000);
    assertThat(office.loose(Account.COMMISSION)).isEqualTo(10_000);
    assertThat(told().refunded()).contains(rub(50_000));
  }

  @Test
  @Tag("S0-43")
  void onlyAnArbiterJudges() {
    ConsultationId id = office.disputed(100_000);
    for (String person : Set.of("vera", "lev")) {
      assertRefused(
          Code.WRONG_STAGE, () -> office.does(person, id, new Command.Resolve(rub(0), "mine")));
    }
    for (long wrong : new long[] {-1, 100_001}) {
      assertRefused(
          Code.INVALID_FIELD,
          () -> office.does("irina", id, new Command.Resolve(rub(wrong), "so")));
    }
    office.does("irina", id, new Command.Resolve(rub(1), "so"));
    assertThat(office.wallet("vera")).isEqualTo(1);
    assertThat(office.earnings("lev")).isEqualTo(100_000 - 1 - 9_999);
  }

  @Test
  void aReserveThatHasTooLittleLaysNothingOut() {
    ConsultationId id = office.closed(100_000);
    office.does("vera", id, new Command.Accept());
    office.wallets.fund(office.in("maria"), rub(44_999), "own", "fund");
    assertRefused(
        Code.RESERVE_EXHAUSTED,
        () -> office.does("irina", id, new Command.Refund(rub(50_000), "so")));
    assertThat(office.wallet("vera")).isZero();
    office.wallets.fund(office.in("maria"), rub(1), "own", "more");
    office.does("irina", id, new Command.Refund(rub(50_000), "so"));
    assertThat(office.wallet("vera")).isEqualTo(50_000);
    assertRefused(
        Code.INVALID_FIELD, () -> office.does("irina", id, new Command.Refund(rub(50_001), "so")));
  }

  @Test
  void aSpecialistWhoCallsPaidWorkOffSaysWhy() {
    ConsultationId id = office.open(100_000);
    assertRefused(
        Code.MISSING_FIELD, () -> office.does("lev", id, new Command.Cancel(Optional.empty())));
    office.does("lev", id, new Command.Cancel(Optional.of("I am ill.")));
    assertThat(office.wallet("vera")).isEqualTo(100_000);
    assertThat(office.loose(Account.COMMISSION)).isZero();
    assertThat(told().refunded()).contains(rub(100_000));
  }
}
