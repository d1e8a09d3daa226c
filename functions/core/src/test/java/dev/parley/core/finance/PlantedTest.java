package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Proof;
import dev.parley.core.ledger.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to the books behind everybody's back is found, and named, in a night. */
class PlantedTest {
  private static final Book WALLET = Book.wallet(House.WORKSPACE, "vera", House.RUB);

  private final House house = new House();
  private final Watch watch = new Watch(house);
  private int day = 2;

  /** Three lines were looked at, and two are new: numbers 1 to 5. */
  @BeforeEach
  void aNightWasCleanAndTheNextDayIsOver() {
    for (long kopecks : List.of(100_00L, 200_00L, 300_00L)) {
      house.credit("vera", kopecks);
    }
    assertThat(next().isClean()).isTrue();
    house.credit("vera", 400_00);
    house.credit("vera", 500_00);
  }

  private Report next() {
    Night night = Watch.night("2026-03-%02d".formatted(day++));
    house.now.set(night.until().plus(Night.SETTLED));
    return watch.over(night);
  }

  private static Proof.Flaw flaw(Proof.Flaw.What what, long line) {
    return new Proof.Flaw(what, WALLET.toString(), line);
  }

  private void plant(int index, UnaryOperator<Line> how) {
    watch.books.lines(
        WALLET,
        lines -> {
          lines.set(index, how.apply(lines.get(index)));
          return lines;
        });
  }

  private static Line forged(Line it, long amount, long balance, Hash hash) {
    return new Line(
        it.book(),
        it.number(),
        it.transfer(),
        it.cause(),
        it.at(),
        it.legs(),
        Map.of(Account.WALLET, amount),
        Map.of(Account.WALLET, balance),
        hash);
  }

  @Test
  void aChangedAmountIsNamed() {
    plant(3, it -> forged(it, 401_00, it.balance(Account.WALLET), it.hash()));
    assertThat(next().flaws())
        .contains(flaw(Proof.Flaw.What.BALANCE, 4), flaw(Proof.Flaw.What.HASH, 4));
  }

  @Test
  void aChangedBalanceIsNamed() {
    plant(4, it -> forged(it, it.amount(Account.WALLET), 1_600_00, it.hash()));
    Report report = next();
    assertThat(report.flaws())
        .contains(flaw(Proof.Flaw.What.BALANCE, 5), flaw(Proof.Flaw.What.HASH, 5));
    assertThat(report.imbalance()).isEqualTo(House.rub(100_00));
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void aLineThatWasLookedAtLastIsProvedOnceMore() {
    plant(2, it -> forged(it, 300_01, 600_01, it.hash()));
    assertThat(next().flaws()).contains(flaw(Proof.Flaw.What.HASH, 3));
  }

  @Test
  void aBrokenChainIsNamed() {
    plant(3, it -> forged(it, 400_00, 1_000_00, new Hash("other")));
    assertThat(next().flaws())
        .containsExactly(flaw(Proof.Flaw.What.HASH, 4), flaw(Proof.Flaw.What.HASH, 5));
  }

  @Test
  void aRemovedLastLineIsNamedEveryNightUntilItIsBack() {
    watch.books.lines(WALLET, lines -> lines.subList(0, 2));
    Report report = next();
    assertThat(report.flaws()).containsExactly(flaw(Proof.Flaw.What.GAP, 3));
    assertThat(report.imbalance()).isEqualTo(House.rub(-1_200_00));
    assertThat(next().flaws()).containsExactly(flaw(Proof.Flaw.What.GAP, 3));
    watch.books.mend();
    assertThat(next().isClean()).isTrue();
    new Fold(house, Watch.night("2026-03-05")).assertIs(watch);
  }

  @Test
  void aRemovedBookIsNamed() {
    watch.books.lines(WALLET, _ -> List.of());
    assertThat(next().flaws()).containsExactly(flaw(Proof.Flaw.What.GAP, 3));
  }

  @Test
  void aLineRemovedFromTheMiddleIsNamed() {
    watch.books.lines(
        WALLET,
        lines -> {
          lines.remove(3);
          return lines;
        });
    assertThat(next().flaws()).contains(flaw(Proof.Flaw.What.GAP, 5));
  }

  @Test
  void aLastLineThatNobodyHasEverSeenIsMissedByTheTotals() {
    watch.books.lines(WALLET, lines -> lines.subList(0, 4));
    Report report = next();
    assertThat(report.flaws()).isEmpty();
    assertThat(report.imbalance()).isEqualTo(House.rub(-500_00));
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void olderHistoryRewrittenUnderNewHashesDiffersFromTheMark() {
    InMemoryLedger other = new InMemoryLedger();
    int number = 0;
    for (long kopecks : List.of(150_00L, 150_00L, 300_00L, 400_00L, 500_00L)) {
      Transfer credit =
          new Transfer(
              House.WORKSPACE,
              "t" + ++number,
              House.RUB,
              new Cause(Cause.Event.CREDITED, "vera", Optional.empty(), Optional.empty()),
              House.START,
              List.of(new Leg(Account.WALLET, "vera", kopecks), Leg.of(Account.BANK, -kopecks)));
      assertThat(other.commit(Posting.of(credit, other::head))).isTrue();
    }
    List<Line> forged = other.page(WALLET, 0, 100);
    watch.books.lines(WALLET, _ -> forged);
    Report report = next();
    assertThat(report.flaws()).containsExactly(flaw(Proof.Flaw.What.HASH, 3));
    assertThat(report.imbalance().isZero()).as("the totals alone say nothing").isTrue();
    assertThat(next().flaws()).containsExactly(flaw(Proof.Flaw.What.HASH, 3));
  }

  @Test
  void aRemovedLooseRowIsMissedByTheTotals() {
    watch.books.loose(
        all -> {
          all.removeIf(it -> it.amounts().containsValue(-400_00L));
          return all;
        });
    Report report = next();
    assertThat(report.imbalance()).isEqualTo(House.rub(400_00));
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void anInventedLooseRowIsFoundByTheTotals() {
    Loose invented =
        new Loose(
            House.WORKSPACE,
            "invented",
            House.RUB,
            new Cause(Cause.Event.CREDITED, "vera", Optional.empty(), Optional.empty()),
            House.START,
            Map.of(Account.COMMISSION, 5_00L));
    watch.books.loose(
        all -> {
          List<Loose> more = new ArrayList<>(all);
          more.add(invented);
          return more;
        });
    assertThat(next().imbalance()).isEqualTo(House.rub(5_00));
  }

  @Test
  void manyFlawsFitIntoAReport() {
    for (int n = 0; n < 30; n++) {
      house.credit("vera", 1_00);
    }
    watch.books.lines(
        WALLET,
        lines ->
            lines.stream().map(it -> it.number() > 3 ? forged(it, 7, 7, it.hash()) : it).toList());
    assertThat(next().flaws()).hasSize(Report.FLAWS);
  }
}
