package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.failure.Refused;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.workspace.Role;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A night looks at a day of everything that moves money. */
class NightsTest {
  private static final String FIRST = "2026-03-02";
  private static final String SECOND = "2026-03-03";

  private final House house = new House();
  private final Watch watch = new Watch(house);

  @Test
  void everyAccountHoldsWhatAllLinesOfItMakeTogether() {
    house.aFullDay();
    house.at("2026-03-03T00:15:00Z");
    Report report = watch.over(FIRST);

    new Fold(house, Watch.night(FIRST)).assertIs(watch);
    assertThat(report.isClean()).isTrue();
    assertThat(report.unmatched()).isEqualTo(House.rub(7_77));
    assertThat(report.balances().get(Account.GATEWAY)).isEqualTo(-house.provider.sum());
    assertThat(report.books()).isEqualTo(house.ledger.books().size());
    assertThat(report.lines()).isEqualTo(house.lines().size());
    assertThat(report.balances()).containsKeys(Account.values());
  }

  @Test
  void nothingHasHappenedInAWorkspaceThatIsNew() {
    house.at("2026-03-03T00:15:00Z");
    Report report = watch.over(FIRST);
    assertThat(report.isClean()).isTrue();
    assertThat(report.books()).isZero();
    new Fold(house, Watch.night(FIRST)).assertIs(watch);
  }

  @Test
  void theFirstAndTheLastMillisecondOfADayAreInItAndNoOther() {
    house.at("2026-03-01T23:59:59.999Z");
    house.credit("vera", 1_00);
    house.at("2026-03-02T00:00:00.000Z");
    house.credit("vera", 20_00);
    house.stray(300_00);
    house.at("2026-03-02T23:59:59.999Z");
    house.credit("vera", 4_000_00);
    house.stray(50_000_00);
    house.at("2026-03-03T00:00:00.000Z");
    house.credit("vera", 600_000_00);
    house.stray(7_000_000_00);
    house.at("2026-03-03T00:15:00Z");
    Report report = watch.over(FIRST);

    new Fold(house, Watch.night(FIRST)).assertIs(watch);
    assertThat(report.balances())
        .containsEntry(Account.WALLET, 4_021_00L)
        .containsEntry(Account.UNMATCHED, 50_300_00L);
    assertThat(report.unmatched()).isEqualTo(House.rub(50_300_00));
    Table lines = Table.of(watch.file(Files.lines(Watch.night(FIRST), "people-0000")));
    assertThat(lines.rows())
        .extracting(row -> lines.cell(row, "amount"))
        .containsExactly("2000", "400000");
  }

  @Test
  void aDayIsNotLookedAtBeforeItIsOverAndSettled() {
    house.at("2026-03-03T00:14:59.999Z");
    assertThatThrownBy(() -> watch.nights.begin(Watch.night(FIRST))).isInstanceOf(Refused.class);
    assertThat(watch.queue.take()).isEmpty();
    house.at("2026-03-03T00:15:00Z");
    assertThat(Night.before(House.WORKSPACE, house.now.get())).isEqualTo(Watch.night(FIRST));
    assertThat(watch.nights.begin(Watch.night(FIRST))).isEqualTo(18);
  }

  @Test
  void aSecondNightGoesOnFromTheMarksAndReadsOnlyWhatIsNew() {
    house.aFullDay();
    house.at("2026-03-03T00:15:00Z");
    Report first = watch.over(FIRST);
    house.at("2026-03-03T12:00:00Z");
    ConsultationId paid = house.paid("vera", "lev", 10_00);
    house.does("lev", paid, new Command.Close(Optional.empty()));
    house.does("vera", paid, new Command.Accept());
    house.at("2026-03-04T00:15:00Z");
    int reserve = house.ledger.page(Book.reserve(House.WORKSPACE, House.RUB), 0, 100).size();
    Report second = watch.over(SECOND);

    new Fold(house, Watch.night(SECOND)).assertIs(watch);
    assertThat(second.isClean()).isTrue();
    int escrows = 3;
    assertThat(second.lines())
        .as("a line of the wallet, one of the income, two of the order, what is open, the reserve")
        .isEqualTo(4 + escrows + reserve);
    assertThat(first.lines()).isGreaterThan(second.lines());
  }

  @Test
  void whoeverHasDoneNothingCostsTwoReadsOfTheBooks() {
    house.credit("vera", 900_00);
    house.released("vera", "lev", 200_07);
    for (int n = 0; n < 100; n++) {
      house.credit("pavel", 1_00);
    }
    house.at("2026-03-03T00:15:00Z");
    watch.over(FIRST);
    house.at("2026-03-04T00:15:00Z");
    watch.faults.calm();
    watch.over(SECOND);

    int people = house.directory.people(House.WORKSPACE, Optional.empty(), 100).size();
    assertThat(read("page", LedgerStore.class)).isEqualTo(2 * people + 1);
    assertThat(read("mark", NightStore.class)).isEqualTo(people);
    assertThat(written()).as("nobody's mark has moved").isZero();
  }

  private long read(String method, Class<?> port) {
    return watch.faults.made().stream()
        .map(FaultAt.Made::method)
        .filter(it -> it.getDeclaringClass() == port && it.getName().equals(method))
        .count();
  }

  private long written() {
    return watch.faults.made().stream()
        .filter(it -> it.method().getName().equals("put"))
        .filter(it -> it.arguments().length == 3)
        .count();
  }

  @Test
  void aNightThatWasLeftOutIsLookedAtAfterNewerOnes() {
    house.aFullDay();
    house.at("2026-03-03T11:00:00Z");
    house.credit("vera", 1_00);
    house.paid("vera", "lev", 100_00);
    house.at("2026-03-04T00:15:00Z");
    Report second = watch.over(SECOND);
    Map<String, String> files = watch.files.all();
    watch.over(FIRST);

    new Fold(house, Watch.night(FIRST)).assertIs(watch);
    new Fold(house, Watch.night(SECOND)).assertIs(watch);
    assertThat(watch.report(Watch.night(SECOND))).isEqualTo(second);
    assertThat(watch.files.all()).containsAllEntriesOf(files);
    house.at("2026-03-05T00:15:00Z");
    assertThat(watch.over("2026-03-04").isClean()).isTrue();
    new Fold(house, Watch.night("2026-03-04")).assertIs(watch);
  }

  @Test
  void whoeverJoinsBetweenPlanAndWorkIsNeitherLostNorCountedTwice() {
    for (int n = 0; n < 3 * Nights.PEOPLE / 2; n++) {
      String person = "p%03d".formatted(2 * n);
      house.join(person, Role.CLIENT);
      house.credit(person, 1_00 + n);
    }
    house.at("2026-03-03T00:15:00Z");
    Night night = Watch.night(FIRST);
    assertThat(watch.nights.begin(night)).isEqualTo(19);
    List<InMemorySlices.Waiting> waiting = watch.queue.take();
    for (String person : List.of("a", "p001", "p399", "p401", "zz")) {
      house.join(person, Role.CLIENT);
      house.credit(person, 5_00);
    }
    waiting.reversed().subList(0, 9).forEach(it -> watch.nights.work(it.night(), it.slice()));
    assertThat(watch.nights.begin(night)).as("only what is missing").isEqualTo(10);
    watch.drain();

    new Fold(house, night).assertIs(watch);
    house.at("2026-03-04T00:15:00Z");
    watch.over(SECOND);
    new Fold(house, Watch.night(SECOND)).assertIs(watch);
  }

  @Test
  void asManyPeopleAsFillASliceAreNotTheLast() {
    int there = house.directory.people(House.WORKSPACE, Optional.empty(), 100).size();
    for (int n = there; n < Nights.PEOPLE; n++) {
      house.join("p%03d".formatted(n), Role.CLIENT);
    }
    house.at("2026-03-03T00:15:00Z");
    watch.nights.begin(Watch.night(FIRST));
    assertThat(watch.store.planned(Watch.night(FIRST)))
        .filteredOn(Slice.People.class::isInstance)
        .containsExactly(
            new Slice.People(0, Optional.empty(), Optional.of("vera")),
            new Slice.People(1, Optional.of("vera"), Optional.empty()));
  }

  @Test
  void aSliceThatIsMissingKeepsTheNightOpen() {
    house.aFullDay();
    house.at("2026-03-03T00:15:00Z");
    Night night = Watch.night(FIRST);
    watch.nights.begin(night);
    List<InMemorySlices.Waiting> waiting = watch.queue.take();
    for (InMemorySlices.Waiting it : waiting.subList(1, waiting.size())) {
      assertThat(watch.nights.work(night, it.slice())).isEmpty();
    }
    assertThat(watch.store.report(House.WORKSPACE, night.date())).isEmpty();

    assertThat(watch.nights.begin(night)).isEqualTo(1);
    assertThat(watch.queue.take()).containsExactly(waiting.getFirst());
    assertThat(watch.nights.work(night, waiting.getFirst().slice())).contains(watch.report(night));
    new Fold(house, night).assertIs(watch);
    assertThat(watch.nights.begin(night)).as("nothing is missing").isZero();
    assertThat(watch.queue.take()).isEmpty();
  }

  @Test
  void aSliceOfANightThatNobodyHasBegunClosesNothing() {
    house.at("2026-03-03T00:15:00Z");
    Night night = Watch.night(FIRST);
    assertThat(watch.nights.work(night, new Slice.Reserve())).isEmpty();
    assertThat(watch.store.report(House.WORKSPACE, night.date())).isEmpty();
  }

  @Test
  void moneyOfAnotherCurrencyIsNotAddedToTheRest() {
    house.aFullDay();
    house.at("2026-03-03T00:15:00Z");
    watch.over(FIRST);
    Set<Account> accounts = new HashSet<>(watch.report(Watch.night(FIRST)).balances().keySet());
    assertThat(accounts).contains(Account.BANK);
    house.at("2026-03-03T12:00:00Z");
    house.sellIn(Currency.getInstance("EUR"));
    house.at("2026-03-04T00:15:00Z");
    Report euros = watch.over(SECOND);
    assertThat(euros.isClean()).isTrue();
    assertThat(euros.books()).isZero();
    assertThat(euros.imbalance().currency().getCurrencyCode()).isEqualTo("EUR");
    house.sellIn(House.RUB);
    house.at("2026-03-05T00:15:00Z");
    assertThat(watch.over("2026-03-04").isClean()).isTrue();
    new Fold(house, Watch.night("2026-03-04")).assertIs(watch);
  }
}
