package dev.parley.core.finance;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Proof;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Desk;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what the slices of a night have found. Doing it again gives the same report. */
final class Closing {
  private static final int PAGE = 200;

  private final Ports ports;
  private final Reconciliation reconciliation;

  Closing(Ports ports) {
    this.ports = ports;
    this.reconciliation = new Reconciliation(ports);
  }

  Report close(Night night, Currency currency) {
    List<Findings> all =
        ports.store().findings(night).stream()
            .sorted(Comparator.comparing(Findings::slice))
            .toList();
    Map<Account, Long> balances = new EnumMap<>(Account.class);
    Map<Cause.Event, Map<Account, Long>> turnovers = new EnumMap<>(Cause.Event.class);
    Map<String, Findings.Moved> moved = new HashMap<>();
    List<Proof.Flaw> flaws = new ArrayList<>();
    for (Findings found : all) {
      add(balances, found.balances());
      found
          .turnovers()
          .forEach(
              (event, sums) ->
                  add(turnovers.computeIfAbsent(event, _ -> new EnumMap<>(Account.class)), sums));
      found.moved().forEach((payment, it) -> moved.merge(payment, it, Findings.Moved::plus));
      flaws.addAll(found.flaws());
    }
    List<Difference> differences = reconciliation.of(night, currency, moved);
    Report report =
        new Report(
            night,
            balances,
            turnovers,
            all.stream().mapToLong(Findings::books).sum(),
            all.stream().mapToLong(Findings::lines).sum(),
            new Money(balances.values().stream().reduce(0L, Math::addExact), currency),
            new Money(balances.getOrDefault(Account.UNMATCHED, 0L), currency),
            reconciling(night, currency),
            flaws,
            differences);
    ports.reports().put(Files.statement(night), statement(report));
    ports.reports().put(Files.differences(night), differences(differences));
    ports.store().put(report);
    return report;
  }

  private static void add(Map<Account, Long> sums, Map<Account, Long> more) {
    more.forEach((account, amount) -> sums.merge(account, amount, Math::addExact));
  }

  private Money reconciling(Night night, Currency currency) {
    Money sum = Money.zero(currency);
    Optional<PaymentStore.Place> after = Optional.empty();
    List<Payment> page;
    do {
      page = ports.payments().store().on(night.workspace(), Desk.RECONCILING, after, PAGE);
      for (Payment payment : page) {
        if (payment.amount().currency().equals(currency)) {
          sum = sum.plus(payment.amount());
        }
        after = Optional.of(PaymentStore.Place.of(payment));
      }
    } while (page.size() == PAGE);
    return sum;
  }

  /** What each account held before the day, gained by each thing that happened, and held after. */
  private static String statement(Report report) {
    Csv csv = new Csv("account", "event", "amount", "currency");
    Currency currency = report.imbalance().currency();
    for (Account account : Account.values()) {
      long after = report.balances().getOrDefault(account, 0L);
      long gained =
          report.turnovers().values().stream()
              .mapToLong(sums -> sums.getOrDefault(account, 0L))
              .reduce(0L, Math::addExact);
      csv.row(Csv.name(account), "opening", after - gained, currency);
      for (Cause.Event event : Cause.Event.values()) {
        Long amount = report.turnovers().getOrDefault(event, Map.of()).get(account);
        if (amount != null) {
          csv.row(Csv.name(account), Csv.name(event), amount, currency);
        }
      }
      csv.row(Csv.name(account), "closing", after, currency);
    }
    return csv.toString();
  }

  private static String differences(List<Difference> all) {
    Csv csv = new Csv("kind", "what", "amount", "currency");
    all.forEach(
        it ->
            csv.row(Csv.name(it.kind()), it.what(), it.amount().amount(), it.amount().currency()));
    return csv.toString();
  }
}
