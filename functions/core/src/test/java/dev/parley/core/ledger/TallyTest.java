package dev.parley.core.ledger;

import static dev.parley.core.ledger.Drafts.credit;
import static dev.parley.core.ledger.Drafts.pay;
import static dev.parley.core.ledger.Drafts.release;
import static dev.parley.core.ledger.Drafts.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.ledger.Proof.Flaw;
import dev.parley.core.ledger.Proof.Flaw.What;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What still sums to zero, and is not what was written, is found. */
class TallyTest {
  private final Map<Book, List<Line>> books = new LinkedHashMap<>();
  private final List<Loose> loose = new ArrayList<>();

  TallyTest() {
    InMemoryLedger ledger = new InMemoryLedger();
    Drafts.apply(ledger, credit("credit", "vera", 1_000));
    Drafts.apply(
        ledger,
        transfer(
            "fund",
            Cause.Event.FUNDED,
            Leg.of(Account.RESERVE, 500),
            Leg.of(Account.GATEWAY, -500)));
    for (String order : List.of("first", "second")) {
      Drafts.apply(ledger, pay("pay" + order, "vera", order, 400));
      Drafts.apply(ledger, release("end" + order, order, "lev", 400, 40));
    }
    Drafts.apply(ledger, refund("refund", 100, 10));
    Drafts.apply(ledger, refund("even", 40, 20));
    ledger.books().forEach(book -> books.put(book, new ArrayList<>(ledger.page(book, 0, 100))));
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      loose.addAll(ledger.loose(Drafts.WORKSPACE, shard, "", 100));
    }
  }

  private static Transfer refund(String id, long amount, long commission) {
    long laidOut = amount - commission;
    return transfer(
        id,
        Cause.Event.RECLAIMED,
        new Leg(Account.WALLET, "vera", amount),
        Leg.of(Account.COMMISSION, -commission),
        Leg.of(Account.RESERVE, -laidOut),
        new Leg(Account.RECEIVABLE, "lev", -laidOut),
        Leg.of(Account.ADVANCES, laidOut));
  }

  @Test
  void whatNobodyTouchedIsWhole() {
    assertThat(flaws()).isEmpty();
  }

  /** The loose legs of one of the refunds sum to zero before any line of it is seen. */
  @Property(tries = 100)
  void inWhicheverOrderItIsRead(@ForAll Random random) {
    List<Runnable> rows = new ArrayList<>();
    Tally tally = new Tally();
    books.values().forEach(book -> book.forEach(line -> rows.add(() -> tally.add(line))));
    loose.forEach(it -> rows.add(() -> tally.add(it)));
    Collections.shuffle(rows, random);
    rows.forEach(Runnable::run);
    assertThat(tally.unbalanced()).isEmpty();
    assertThat(tally.altered()).isEmpty();
  }

  @Test
  void twoAmountsSwappedWithinOneRowAreFound() {
    loose("refund", Map.of(Account.COMMISSION, 90L, Account.ADVANCES, -10L));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "refund", 0));
  }

  @Test
  void anAmountThatStandsUnderAnotherAccountIsFound() {
    loose("credit", Map.of(Account.ADVANCES, -1_000L));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "credit", 0));
  }

  @Property(tries = 200)
  void whateverIsShiftedWithinOneRowIsFound(@ForAll @IntRange(min = 1, max = 300) int more) {
    loose("refund", Map.of(Account.COMMISSION, -10L - more, Account.ADVANCES, 90L + more));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "refund", 0));
  }

  @Test
  void aRowSplitOverTwoAccountsIsFound() {
    loose("endfirst", Map.of(Account.COMMISSION, 30L, Account.GATEWAY, 10L));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "endfirst", 0));
  }

  @Test
  void aRowOfAnotherInstantOrAnotherCurrencyIsFound() {
    change("credit", it -> row(it, it.amounts(), 1, it.currency()));
    change("fund", it -> row(it, it.amounts(), 0, Drafts.EUR));
    assertThat(flaws())
        .containsExactlyInAnyOrder(
            new Flaw(What.LEGS, "credit", 0), new Flaw(What.LEGS, "fund", 0));
  }

  /**
   * The line is taken off the end of one book and put, with a right hash, at the end of another.
   */
  @Test
  void aLegMovedToAnotherOwnerIsFound() {
    Book vera = Book.wallet(Drafts.WORKSPACE, "vera", Drafts.RUB);
    Line moved = books.get(vera).removeLast();
    Book pavel = Book.wallet(Drafts.WORKSPACE, "pavel", Drafts.RUB);
    books.put(pavel, List.of(behind(Line.none(pavel), moved, moved.amounts(), moved.legs())));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "even", 0));
  }

  @Test
  void anAmountMovedBetweenTheAccountsOfOneBookIsFound() {
    List<Line> income = books.get(Book.income(Drafts.WORKSPACE, "lev", Drafts.RUB));
    Line last = income.removeLast();
    income.add(behind(income.getLast(), last, Map.of(Account.EARNINGS, -20L), last.legs()));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "even", 0));
  }

  @Test
  void aDigestMadeAnewForOneLineIsContradictedByTheOthers() {
    loose("even", Map.of(Account.COMMISSION, 20L, Account.ADVANCES, -20L));
    List<Line> wallet = books.get(Book.wallet(Drafts.WORKSPACE, "vera", Drafts.RUB));
    Line last = wallet.removeLast();
    wallet.add(behind(wallet.getLast(), last, last.amounts(), Optional.of("A".repeat(16))));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "even", 0));
  }

  /** The reserve's line and the advance cancel each other out, without the two whom it is about. */
  @Test
  void linesDroppedFromTheEndsOfBooksAreFoundThoughTheRestSumsToZero() {
    books.get(Book.wallet(Drafts.WORKSPACE, "vera", Drafts.RUB)).removeLast();
    books.get(Book.income(Drafts.WORKSPACE, "lev", Drafts.RUB)).removeLast();
    loose("even", Map.of(Account.ADVANCES, 20L));
    assertThat(flaws()).containsExactly(new Flaw(What.LEGS, "even", 0));
  }

  @Test
  void linesOfTheFirstFormatAreHeldAgainstTheirSumAlone() {
    books.replaceAll((_, lines) -> former(lines));
    assertThat(flaws()).isEmpty();
    loose("refund", Map.of(Account.ADVANCES, 81L));
    assertThat(flaws()).containsExactly(new Flaw(What.SUM, "refund", 0));
  }

  @Test
  void theDigestIsSealedByTheLinesHash() {
    Line line = books.values().iterator().next().getFirst();
    Line other = with(line, Optional.of("A".repeat(16)));
    Line none = with(line, Optional.empty());
    Line before = Line.none(line.book());
    assertThat(line.link(before.hash())).isEqualTo(line.hash());
    assertThat(List.of(other.link(before.hash()), none.link(before.hash())))
        .doesNotContain(line.hash());
  }

  private void loose(String transfer, Map<Account, Long> amounts) {
    change(transfer, it -> row(it, amounts, 0, it.currency()));
  }

  private void change(String transfer, UnaryOperator<Loose> how) {
    loose.replaceAll(it -> it.transfer().equals(transfer) ? how.apply(it) : it);
  }

  private static Loose row(Loose it, Map<Account, Long> amounts, long later, Currency currency) {
    return new Loose(
        it.workspace(), it.transfer(), currency, it.cause(), it.at().plusMillis(later), amounts);
  }

  private static List<Line> former(List<Line> lines) {
    List<Line> former = new ArrayList<>();
    for (Line line : lines) {
      Line before = former.isEmpty() ? Line.none(line.book()) : former.getLast();
      former.add(behind(before, line, line.amounts(), Optional.empty()));
    }
    return former;
  }

  /** A line as somebody would write it who knows how balances and hashes are made. */
  private static Line behind(
      Line before, Line line, Map<Account, Long> amounts, Optional<String> legs) {
    Map<Account, Long> balances = new EnumMap<>(Account.class);
    balances.putAll(before.balances());
    amounts.forEach((account, amount) -> balances.merge(account, amount, Math::addExact));
    Line bare =
        new Line(
            before.book(),
            before.number() + 1,
            line.transfer(),
            line.cause(),
            line.at(),
            legs,
            amounts,
            balances,
            line.hash());
    return Drafts.forged(
        bare, bare.number(), bare.amounts(), bare.balances(), bare.link(before.hash()));
  }

  private static Line with(Line it, Optional<String> legs) {
    return new Line(
        it.book(),
        it.number(),
        it.transfer(),
        it.cause(),
        it.at(),
        legs,
        it.amounts(),
        it.balances(),
        it.hash());
  }

  private List<Flaw> flaws() {
    Proof proof = new Proof();
    books.values().forEach(proof::add);
    loose.forEach(proof::add);
    return proof.flaws();
  }
}
