package dev.parley.core.ledger;

import static dev.parley.core.ledger.Drafts.credit;
import static dev.parley.core.ledger.Drafts.pay;
import static dev.parley.core.ledger.Drafts.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.ledger.Proof.Flaw.What;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to the books behind our back is found. */
class ProofTest {
  private final Map<Book, List<Line>> books = new LinkedHashMap<>();
  private final List<Loose> loose = new ArrayList<>();

  ProofTest() {
    begin();
  }

  private void begin() {
    books.clear();
    loose.clear();
    InMemoryLedger ledger = new InMemoryLedger();
    for (int order = 0; order < 4; order++) {
      Drafts.apply(ledger, credit("credit" + order, "vera", 1_000 + order));
      Drafts.apply(ledger, pay("pay" + order, "vera", "order" + order, 700 + order));
      Drafts.apply(ledger, release("end" + order, "order" + order, "lev", 700 + order, 70));
    }
    ledger.books().forEach(book -> books.put(book, new ArrayList<>(ledger.page(book, 0, 100))));
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      loose.addAll(ledger.loose(Drafts.WORKSPACE, shard, "", 100));
    }
  }

  @Test
  void booksThatNobodyTouchedAreRight() {
    assertThat(flaws()).isEmpty();
    Proof proof = new Proof();
    books.values().forEach(proof::add);
    assertThat(proof.lines()).isEqualTo(8 + 4 + 8);
    assertThat(loose).hasSize(8);
  }

  @Property
  void aChangedAmountIsFound(
      @ForAll @IntRange(max = 999) int place, @ForAll @LongRange(min = -50, max = 50) long more) {
    begin();
    long change = more == 0 ? 51 : more;
    change(place, line -> Drafts.forged(line, plus(line.amounts(), change), line.balances()));
    assertThat(flaws()).contains(What.BALANCE, What.HASH, What.SUM);
  }

  @Property
  void aChangedAmountWithBalancesMadeToFitIsFound(
      @ForAll @IntRange(max = 999) int place, @ForAll @LongRange(min = 1, max = 50) long more) {
    begin();
    change(
        place,
        line -> Drafts.forged(line, plus(line.amounts(), more), plus(line.balances(), more)));
    assertThat(flaws()).contains(What.HASH, What.SUM);
  }

  @Property
  void aChangedAmountUnderANewHashIsFoundByItsTransferAndTheNextLine(
      @ForAll @IntRange(max = 999) int place, @ForAll @LongRange(min = 1, max = 50) long more) {
    begin();
    change(
        place,
        line -> {
          Line bare = Drafts.forged(line, plus(line.amounts(), more), plus(line.balances(), more));
          Line before = before(line);
          return Drafts.forged(
              bare, bare.number(), bare.amounts(), bare.balances(), bare.link(before.hash()));
        });
    assertThat(flaws()).contains(What.SUM);
  }

  @Property
  void aDroppedLineIsFound(@ForAll @IntRange(max = 999) int place) {
    begin();
    List<Line> book = book(place);
    int at = place % book.size();
    boolean last = at == book.size() - 1;
    book.remove(at);
    assertThat(flaws()).contains(last ? What.SUM : What.GAP);
  }

  @Property
  void twoSwappedLinesAreFound(@ForAll @IntRange(max = 999) int place) {
    begin();
    List<Line> book = book(place);
    Collections.swap(book, 0, 1);
    assertThat(flaws()).contains(What.GAP, What.HASH);
  }

  @Test
  void aLineThatStandsTwiceIsFound() {
    List<Line> book = book(0);
    book.add(1, book.getFirst());
    assertThat(flaws()).contains(What.GAP);
  }

  @Test
  void aBalanceOutOfItsBoundsIsFound() {
    change(0, line -> Drafts.forged(line, line.amounts(), Map.of(Account.WALLET, -1L)));
    assertThat(flaws()).contains(What.BOUNDS);
  }

  @Property
  void aChangedOrDroppedLooseLegIsFound(@ForAll @IntRange(max = 7) int place) {
    begin();
    Loose leg = loose.get(place);
    loose.remove(place);
    assertThat(flaws()).containsExactly(What.SUM);
    Map<Account, Long> amounts = plus(leg.amounts(), 1);
    loose.add(
        new Loose(leg.workspace(), leg.transfer(), leg.currency(), leg.cause(), leg.at(), amounts));
    assertThat(flaws()).containsExactly(What.SUM);
  }

  @Test
  void anythingElseThatALineSaysIsSealedByItsHash() {
    Line line = books.values().iterator().next().getFirst();
    Cause other =
        new Cause(Cause.Event.FUNDED, line.cause().of(), line.cause().by(), line.cause().reason());
    List<Line> forgeries =
        List.of(
            of(line, "another", line.cause(), 0),
            of(line, line.transfer(), other, 0),
            of(line, line.transfer(), line.cause(), 1),
            Drafts.forged(line, plus(line.amounts(), 1), line.balances()),
            Drafts.forged(line, line.amounts(), plus(line.balances(), 1)));
    assertThat(forgeries)
        .allSatisfy(it -> assertThat(it.link(before(line).hash())).isNotEqualTo(line.hash()));
  }

  private static Line of(Line it, String transfer, Cause cause, long later) {
    return new Line(
        it.book(),
        it.number(),
        transfer,
        cause,
        it.at().plusMillis(later),
        it.legs(),
        it.amounts(),
        it.balances(),
        it.hash());
  }

  private List<Line> book(int place) {
    List<List<Line>> many = books.values().stream().filter(book -> book.size() > 1).toList();
    return many.get(place % many.size());
  }

  private void change(int place, UnaryOperator<Line> how) {
    List<Line> book = book(place);
    book.set(place % book.size(), how.apply(book.get(place % book.size())));
  }

  private Line before(Line line) {
    return books.get(line.book()).stream()
        .filter(it -> it.number() == line.number() - 1)
        .findFirst()
        .orElseGet(() -> Line.none(line.book()));
  }

  private static Map<Account, Long> plus(Map<Account, Long> amounts, long more) {
    Map<Account, Long> changed = new EnumMap<>(amounts);
    Account first = changed.keySet().iterator().next();
    changed.merge(first, more, Math::addExact);
    return changed;
  }

  private Set<What> flaws() {
    Proof proof = new Proof();
    books.values().forEach(proof::add);
    loose.forEach(proof::add);
    return proof.flaws().stream().map(Proof.Flaw::what).collect(Collectors.toSet());
  }
}
