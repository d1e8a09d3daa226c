package dev.parley.core.ledger;

import static dev.parley.core.ledger.Drafts.credit;
import static dev.parley.core.ledger.Drafts.pay;
import static dev.parley.core.ledger.Drafts.release;
import static dev.parley.core.ledger.Drafts.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PostingTest {
  private final InMemoryLedger ledger = new InMemoryLedger();

  @Test
  void aTransferSumsToZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                transfer(
                    "a",
                    Cause.Event.PAID,
                    new Leg(Account.WALLET, "vera", -10),
                    new Leg(Account.ESCROW, "order", 9)));
    assertThatIllegalArgumentException().isThrownBy(() -> transfer("a", Cause.Event.PAID));
  }

  @Test
  void aLegMovesSomethingAndAnAccountHasOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> credit("a", "vera", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                transfer(
                    "a",
                    Cause.Event.CREDITED,
                    new Leg(Account.WALLET, "vera", 5),
                    new Leg(Account.WALLET, "vera", 5),
                    Leg.of(Account.GATEWAY, -10)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Leg(Account.COMMISSION, "vera", 5));
  }

  @Test
  void aSumThatCannotBeCountedIsNoSum() {
    assertThatThrownBy(
            () ->
                transfer(
                    "a",
                    Cause.Event.CREDITED,
                    new Leg(Account.WALLET, "vera", Long.MAX_VALUE),
                    new Leg(Account.WALLET, "pavel", Long.MAX_VALUE),
                    Leg.of(Account.GATEWAY, 2)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void whatIsWrittenSumsToZeroToo() {
    Posting whole = Posting.of(credit("a", "vera", 10), ledger::head);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Posting(whole.lines(), Optional.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Posting(List.of(), whole.loose()));
  }

  @Test
  void whoHasAKopeckTooLittleIsToldSo() {
    Drafts.apply(ledger, credit("a", "vera", 99));
    assertThatThrownBy(() -> Posting.of(pay("b", "vera", "order", 100), ledger::head))
        .isInstanceOfSatisfying(
            Shortfall.class,
            it -> {
              assertThat(it.missing()).isEqualTo(new Money(1, Drafts.RUB));
              assertThat(it.code()).isEqualTo(Code.INSUFFICIENT_FUNDS);
            });
    Drafts.apply(ledger, pay("b", "vera", "order", 99));
    assertThat(balance(Book.wallet(Drafts.WORKSPACE, "vera", Drafts.RUB), Account.WALLET)).isZero();
  }

  @Test
  void anEmptyReserveLaysNothingOut() {
    assertThatThrownBy(
            () ->
                Posting.of(
                    transfer(
                        "a",
                        Cause.Event.RECLAIMED,
                        new Leg(Account.WALLET, "vera", 10),
                        Leg.of(Account.RESERVE, -10)),
                    ledger::head))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(Code.RESERVE_EXHAUSTED));
  }

  @Test
  void whatIsHeldIsNeverOverdrawnAndADebtNeverOverpaid() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Posting.of(
                    transfer(
                        "a",
                        Cause.Event.REFUNDED,
                        new Leg(Account.WALLET, "vera", 10),
                        new Leg(Account.ESCROW, "order", -10)),
                    ledger::head));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Posting.of(
                    transfer(
                        "a",
                        Cause.Event.RELEASED,
                        new Leg(Account.RECEIVABLE, "lev", 10),
                        Leg.of(Account.GATEWAY, -10)),
                    ledger::head));
  }

  @Test
  void aBalanceThatCannotBeCountedIsNotWritten() {
    Drafts.apply(ledger, credit("a", "vera", Long.MAX_VALUE));
    assertThatThrownBy(() -> Posting.of(credit("b", "vera", 1), ledger::head))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void theLinesOfAPersonsEarningsAndDebtsAreOne() {
    Posting posting =
        Posting.of(
            transfer(
                "a",
                Cause.Event.RECLAIMED,
                new Leg(Account.RECEIVABLE, "lev", -10),
                new Leg(Account.EARNINGS, "lev", 10)),
            ledger::head);
    assertThat(posting.lines()).hasSize(1);
    assertThat(posting.lines().getFirst().balances())
        .isEqualTo(Map.of(Account.RECEIVABLE, -10L, Account.EARNINGS, 10L));
    assertThat(posting.loose()).isEmpty();
  }

  @Test
  void ofTwoPostingsBehindTheSameLineOneIsWritten() {
    Posting first = Posting.of(credit("a", "vera", 10), ledger::head);
    Posting second = Posting.of(credit("b", "vera", 20), ledger::head);
    assertThat(ledger.commit(first)).isTrue();
    assertThat(ledger.commit(second)).isFalse();
    assertThat(ledger.loose(Drafts.WORKSPACE, "b")).isEmpty();
    assertThat(ledger.commit(Posting.of(credit("a", "pavel", 5), ledger::head)))
        .as("a transfer is there once")
        .isFalse();
  }

  @Test
  void timeInABookNeverGoesBack() {
    Drafts.apply(ledger, credit("a", "vera", 10));
    Drafts.apply(ledger, at(credit("b", "vera", 10), -2));
    List<Line> lines = ledger.page(Book.wallet(Drafts.WORKSPACE, "vera", Drafts.RUB), 0, 10);
    assertThat(lines).extracting(Line::at).containsExactly(Drafts.AT, Drafts.AT);
  }

  /** Clocks differ, so lines come with any stamps; a cut of all books keeps transfers whole. */
  @Property(tries = 100)
  void booksCutAtAnyInstantAreNeverCutWithinATransfer(
      @ForAll @Size(20) List<@IntRange(max = 30) Integer> seconds) {
    InMemoryLedger books = new InMemoryLedger();
    for (int n = 0; n < seconds.size(); n++) {
      Transfer next =
          switch (n % 4) {
            case 0 -> credit("t" + n, "vera", 100);
            case 1 -> pay("t" + n, "vera", "order" + n, 90);
            case 2 -> release("t" + n, "order" + (n - 1), "lev", 90, 9);
            default ->
                transfer(
                    "t" + n,
                    Cause.Event.CREDITED,
                    new Leg(Account.WALLET, "pavel", 1),
                    new Leg(Account.EARNINGS, "lev", 1),
                    Leg.of(Account.GATEWAY, -2));
          };
      Drafts.apply(books, at(next, seconds.get(n)));
    }
    for (int second = 0; second <= 30; second++) {
      assertThat(cut(books, Drafts.AT.plusSeconds(second)).flaws()).isEmpty();
    }
  }

  private static Proof cut(InMemoryLedger books, Instant at) {
    Proof proof = new Proof();
    for (Book book : books.books()) {
      proof.add(books.page(book, 0, 100).stream().filter(line -> !line.at().isAfter(at)).toList());
    }
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      books.loose(Drafts.WORKSPACE, shard, "", 100).stream()
          .filter(it -> !it.at().isAfter(at))
          .forEach(proof::add);
    }
    return proof;
  }

  private static Transfer at(Transfer it, int second) {
    Instant at = Drafts.AT.plusSeconds(second);
    return new Transfer(it.workspace(), it.id(), it.currency(), it.cause(), at, it.legs());
  }

  @Test
  void allOfATransferBearsTheLatestStampInFrontOfIt() {
    Drafts.apply(ledger, at(credit("a", "vera", 10), 5));
    Drafts.apply(ledger, at(credit("b", "pavel", 10), 9));
    Posting posting =
        Posting.of(
            at(
                transfer(
                    "c",
                    Cause.Event.CREDITED,
                    new Leg(Account.WALLET, "vera", 1),
                    new Leg(Account.WALLET, "pavel", 1),
                    new Leg(Account.EARNINGS, "lev", 1),
                    Leg.of(Account.GATEWAY, -3)),
                7),
            ledger::head);
    Instant latest = Drafts.AT.plusSeconds(9);
    assertThat(posting.lines()).hasSize(3).extracting(Line::at).containsOnly(latest);
    assertThat(posting.loose()).map(Loose::at).contains(latest);
    assertThat(posting.at()).isEqualTo(latest);
  }

  @Test
  void twoStampsAreNotWritten() {
    Posting sound = Posting.of(credit("a", "vera", 10), ledger::head);
    Loose it = sound.loose().orElseThrow();
    Loose later =
        new Loose(
            it.workspace(),
            it.transfer(),
            it.currency(),
            it.cause(),
            it.at().plusMillis(1),
            it.amounts());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Posting(sound.lines(), Optional.of(later)));
  }

  @Test
  void aCurrencyIsABookOfItsOwn() {
    Drafts.apply(ledger, credit("a", "vera", 10));
    assertThat(ledger.head(Book.wallet(Drafts.WORKSPACE, "vera", Drafts.EUR))).isEmpty();
    assertThat(ledger.head(Book.wallet("another", "vera", Drafts.RUB))).isEmpty();
  }

  private long balance(Book book, Account account) {
    return ledger.head(book).orElseThrow().balance(account);
  }
}
