package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.Loose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A night's numbers, got at by adding up everything that was ever written. */
final class Fold {
  /** One amount, wherever it stands. */
  private record Move(
      Instant at,
      String transfer,
      Cause.Event event,
      String owner,
      Account account,
      long amount,
      String currency) {}

  private final Night night;
  private final List<Move> moves = new ArrayList<>();

  Fold(House house, Night night) {
    this.night = night;
    house
        .lines()
        .forEach(
            line ->
                line.amounts()
                    .forEach(
                        (account, amount) ->
                            moves.add(
                                new Move(
                                    line.at(),
                                    line.transfer(),
                                    line.cause().event(),
                                    line.book().owner(),
                                    account,
                                    amount,
                                    line.book().currency().getCurrencyCode()))));
    loose(house.ledger).forEach(this::add);
  }

  private static List<Loose> loose(InMemoryLedger ledger) {
    return IntStream.range(0, Loose.SHARDS)
        .boxed()
        .flatMap(shard -> ledger.loose(House.WORKSPACE, shard, "", Integer.MAX_VALUE).stream())
        .toList();
  }

  private void add(Loose it) {
    it.amounts()
        .forEach(
            (account, amount) ->
                moves.add(
                    new Move(
                        it.at(),
                        it.transfer(),
                        it.cause().event(),
                        "",
                        account,
                        amount,
                        it.currency().getCurrencyCode())));
  }

  private Map<Account, Long> balances(Instant until) {
    return moves.stream()
        .filter(it -> it.at().isBefore(until))
        .collect(Collectors.groupingBy(Move::account, TreeMap::new, summed()));
  }

  private static java.util.stream.Collector<Move, ?, Long> summed() {
    return Collectors.summingLong(Move::amount);
  }

  private List<Move> ofTheDay() {
    return moves.stream()
        .filter(it -> !it.at().isBefore(night.from()) && it.at().isBefore(night.until()))
        .toList();
  }

  /** A report and the files that belong to it say what was added up here. */
  void assertIs(Watch watch) {
    Report report = watch.report(night);
    assertThat(some(report.balances())).isEqualTo(some(balances(night.until())));
    assertThat(report.imbalance().amount()).as("imbalance").isZero();
    assertThat(report.flaws()).isEmpty();
    Map<Cause.Event, Map<Account, Long>> turnovers =
        ofTheDay().stream()
            .collect(
                Collectors.groupingBy(Move::event, Collectors.groupingBy(Move::account, summed())));
    assertThat(report.turnovers()).isEqualTo(turnovers);
    assertStatement(watch);
    assertLines(watch);
  }

  static Map<Account, Long> some(Map<Account, Long> all) {
    return all.entrySet().stream()
        .filter(it -> it.getValue() != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void assertStatement(Watch watch) {
    Table statement = Table.of(watch.file(Files.statement(night)));
    Map<Account, Long> before = balances(night.from());
    Map<Account, Long> after = balances(night.until());
    for (Account account : Account.values()) {
      List<List<String>> rows =
          statement.rows().stream()
              .filter(row -> statement.cell(row, "account").equals(Csv.name(account)))
              .toList();
      assertThat(statement.cell(rows.getFirst(), "event")).isEqualTo("opening");
      assertThat(statement.cell(rows.getLast(), "event")).isEqualTo("closing");
      long opening = statement.number(rows.getFirst(), "amount");
      long closing = statement.number(rows.getLast(), "amount");
      long events =
          rows.subList(1, rows.size() - 1).stream()
              .mapToLong(row -> statement.number(row, "amount"))
              .sum();
      assertThat(opening).as(account + " opens").isEqualTo(before.getOrDefault(account, 0L));
      assertThat(closing).as(account + " closes").isEqualTo(after.getOrDefault(account, 0L));
      assertThat(opening + events).isEqualTo(closing);
    }
  }

  /** Each amount of the day stands in exactly one file of the night, and they sum to zero. */
  private void assertLines(Watch watch) {
    List<Move> written = new ArrayList<>();
    for (Slice slice : watch.store.planned(night)) {
      Table table = Table.of(watch.file(Files.lines(night, slice.name())));
      table.rows().forEach(row -> written.add(move(table, row)));
    }
    assertThat(written).containsExactlyInAnyOrderElementsOf(ofTheDay());
    assertThat(written.stream().collect(Collectors.groupingBy(Move::currency, summed())).values())
        .allMatch(sum -> sum == 0);
  }

  private static Move move(Table table, List<String> row) {
    return new Move(
        Instant.parse(table.cell(row, "at")),
        unquoted(table.cell(row, "transfer")),
        Cause.Event.valueOf(table.cell(row, "event").toUpperCase(java.util.Locale.ROOT)),
        table.cell(row, "owner"),
        Account.valueOf(table.cell(row, "account").toUpperCase(java.util.Locale.ROOT)),
        table.number(row, "amount"),
        table.cell(row, "currency"));
  }

  /** A name that begins like a formula is made none. */
  private static String unquoted(String name) {
    return name.startsWith("'") ? name.substring(1) : name;
  }
}
