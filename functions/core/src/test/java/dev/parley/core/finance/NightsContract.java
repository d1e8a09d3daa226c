package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Proof;
import dev.parley.core.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of nights must do. */
public abstract class NightsContract {
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate DATE = LocalDate.parse("2026-03-02");

  /** Unique, so that tests can share one store. */
  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);

  private final Night night = Night.of(workspace, DATE);

  protected abstract NightStore store();

  @Test
  public void thereIsNothingOfANightThatHasNotBegun() {
    assertThat(store().planned(night)).isEmpty();
    assertThat(store().findings(night)).isEmpty();
    assertThat(store().mark(night, "vera")).isEmpty();
    assertThat(store().report(workspace, DATE)).isEmpty();
  }

  @Test
  public void thePlanThatIsWrittenFirstStaysAsItIs() {
    List<Slice> first =
        List.of(
            new Slice.Reserve(),
            new Slice.Loose(0),
            new Slice.Loose(15),
            new Slice.People(0, Optional.empty(), Optional.of("пётр|2#\"\\ ")),
            new Slice.People(1, Optional.of("пётр|2#\"\\ "), Optional.empty()));
    store().plan(night, first);
    assertThat(store().planned(night)).containsExactlyInAnyOrderElementsOf(first);

    store()
        .plan(
            night, List.of(new Slice.People(1, Optional.of("other"), Optional.empty()), loose(3)));
    assertThat(store().planned(night)).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  public void aPlanCanBeLong() {
    List<Slice> slices =
        IntStream.range(0, 1_000)
            .<Slice>mapToObj(n -> new Slice.People(n, Optional.of(person(n)), person(n + 1, 999)))
            .toList();
    store().plan(night, slices);
    assertThat(store().planned(night)).containsExactlyInAnyOrderElementsOf(slices);
  }

  private static String person(int n) {
    return "0b8f6a52-4f5e-4b8e-9c3e-%012d".formatted(n);
  }

  private static Optional<String> person(int n, int last) {
    return n > last ? Optional.empty() : Optional.of(person(n));
  }

  @Test
  public void whatIsFoundComesBackAsItWasWrittenAndIsWrittenOver() {
    Findings bare = new Findings("reserve", Map.of(), Map.of(), 0, 0, Map.of(), List.of());
    store().put(night, bare);
    store().put(night, full("people-0000"));
    store().put(night, full("loose-07"));
    assertThat(store().findings(night))
        .containsExactlyInAnyOrder(bare, full("people-0000"), full("loose-07"));

    Findings other =
        new Findings("loose-07", Map.of(Account.BANK, -1L), Map.of(), 1, 2, Map.of(), List.of());
    store().put(night, other);
    store().put(night, other);
    assertThat(store().findings(night)).containsExactlyInAnyOrder(bare, full("people-0000"), other);
  }

  @Test
  public void aSliceMayHaveSeenMuch() {
    Map<String, Findings.Moved> moved =
        IntStream.range(0, 2_000)
            .boxed()
            .collect(Collectors.toMap("%022d"::formatted, n -> new Findings.Moved(n, 150_000)));
    Findings one = new Findings("loose-00", Map.of(), Map.of(), 0, 0, moved, List.of());
    List<Findings> all = new ArrayList<>(List.of(one));
    for (int n = 0; n < 100; n++) {
      all.add(full("people-%04d".formatted(n)));
    }
    all.forEach(it -> store().put(night, it));
    assertThat(store().findings(night)).containsExactlyInAnyOrderElementsOf(all);
  }

  private static Findings full(String slice) {
    Map<Cause.Event, Map<Account, Long>> turnovers =
        Stream.of(Cause.Event.values())
            .collect(Collectors.toMap(Function.identity(), NightsContract::amounts));
    List<Proof.Flaw> flaws =
        Stream.of(Proof.Flaw.What.values())
            .map(what -> new Proof.Flaw(what, "a book, or \"пётр\"|#", what.ordinal()))
            .toList();
    return new Findings(
        slice,
        amounts(Cause.Event.KEPT),
        turnovers,
        400,
        Long.MAX_VALUE,
        Map.of("a-_4567890123456789012", new Findings.Moved(150_000, 0), "b", moved(1, 2)),
        flaws);
  }

  private static Findings.Moved moved(long in, long out) {
    return new Findings.Moved(in, out);
  }

  private static Map<Account, Long> amounts(Cause.Event event) {
    Map<Account, Long> amounts = new EnumMap<>(Account.class);
    for (Account account : Account.values()) {
      long amount = Money.MOST + event.ordinal();
      amounts.put(account, account.ordinal() % 2 == 0 ? amount : -amount);
    }
    return amounts;
  }

  @Test
  public void aNightFindsTheMarkThatTheLatestOneBeforeItHasLeft() {
    store().put(on(1), "vera", mark(1));
    store().put(on(3), "vera", mark(3));
    store().put(on(40), "vera", mark(40));

    assertThat(store().mark(on(1), "vera")).isEmpty();
    assertThat(store().mark(on(2), "vera")).contains(mark(1));
    assertThat(store().mark(on(3), "vera")).contains(mark(1));
    assertThat(store().mark(on(4), "vera")).contains(mark(3));
    assertThat(store().mark(on(40), "vera")).contains(mark(3));
    assertThat(store().mark(on(400), "vera")).contains(mark(40));
  }

  @Test
  public void anOlderNightLeavesItsMarkBesideThoseOfNewerOnes() {
    store().put(on(3), "vera", mark(3));
    store().put(on(2), "vera", mark(2));
    store().put(on(2), "vera", mark(20));
    assertThat(store().mark(on(3), "vera")).contains(mark(20));
    assertThat(store().mark(on(4), "vera")).contains(mark(3));
  }

  @Test
  public void aMarkComesBackAsItWasWritten() {
    Optional<Mark.Place> place =
        Optional.of(new Mark.Place(Long.MAX_VALUE, new Hash("h".repeat(43))));
    Set<String> many =
        IntStream.range(0, 500).mapToObj("%022d"::formatted).collect(Collectors.toSet());
    List<Mark> marks =
        List.of(
            Mark.none(RUB),
            new Mark(EUR, place, Optional.empty(), Set.of()),
            new Mark(RUB, Optional.empty(), place, Set.of("a-_4567890123456789012")),
            new Mark(RUB, place, place, many));
    for (Mark mark : marks) {
      store().put(night, "пётр|2#\"", mark);
      assertThat(store().mark(on(1), "пётр|2#\"")).contains(mark);
    }
  }

  @Test
  public void peopleWorkspacesAndNightsAreKeptApart() {
    Night elsewhere = Night.of(workspace + "x", DATE);
    store().put(night, "vera", mark(1));
    for (String other : List.of("ver", "vera2", "vera#2026-03-01", "Vera", "a")) {
      assertThat(store().mark(on(1), other)).as(other).isEmpty();
    }
    assertThat(store().mark(Night.of(workspace + "x", DATE.plusDays(1)), "vera")).isEmpty();

    store().plan(night, List.of(loose(1)));
    store().put(night, full("loose-01"));
    store().put(report(night, 7));
    for (Night other : List.of(on(1), on(-1), elsewhere)) {
      assertThat(store().planned(other)).isEmpty();
      assertThat(store().findings(other)).isEmpty();
      assertThat(store().report(other.workspace(), other.date())).isEmpty();
    }
  }

  @Test
  public void aReportComesBackAsItWasWrittenAndIsWrittenOver() {
    store().put(report(night, 7));
    assertThat(store().report(workspace, DATE)).contains(report(night, 7));
    store().put(report(night, 8));
    store().put(report(on(1), 9));
    assertThat(store().report(workspace, DATE)).contains(report(night, 8));

    Money none = Money.zero(RUB);
    Report bare =
        new Report(night, Map.of(), Map.of(), 0, 0, none, none, none, List.of(), List.of());
    store().put(bare);
    assertThat(store().report(workspace, DATE)).contains(bare);
  }

  private static Report report(Night night, long number) {
    Findings found = full("any");
    List<Difference> differences = new ArrayList<>();
    for (int n = 0; n < Report.DIFFERENCES; n++) {
      Difference.Kind kind = Difference.Kind.values()[n % 3];
      Currency currency = n % 2 == 0 ? RUB : EUR;
      differences.add(new Difference(kind, "pay \"ф\"|#" + n, new Money(-number - n, currency)));
    }
    List<Proof.Flaw> flaws = new ArrayList<>();
    for (int n = 0; n < Report.FLAWS; n++) {
      flaws.add(found.flaws().get(n % found.flaws().size()));
    }
    return new Report(
        night,
        found.balances(),
        found.turnovers(),
        number,
        Long.MAX_VALUE,
        new Money(-number, RUB),
        new Money(number, RUB),
        new Money(Money.MOST, RUB),
        flaws,
        differences);
  }

  private Night on(int day) {
    return Night.of(workspace, DATE.plusDays(day));
  }

  private static Slice loose(int shard) {
    return new Slice.Loose(shard);
  }

  private static Mark mark(long number) {
    Mark.Place place = new Mark.Place(number, new Hash("hash" + number));
    return new Mark(RUB, Optional.of(place), Optional.of(place), Set.of("order" + number));
  }
}
