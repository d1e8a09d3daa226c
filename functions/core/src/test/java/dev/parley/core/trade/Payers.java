package dev.parley.core.trade;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.Stage.Agreed;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.TopUps;
import dev.parley.core.payment.Withdrawal;
import dev.parley.core.payment.Withdrawals;
import dev.parley.core.simulation.Chance;
import dev.parley.core.workspace.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everybody who tops up, withdraws and decides about that. */
final class Payers {
  private static final Duration MEAN = Duration.ofMinutes(150);
  private static final Map<String, String> LETTERS = Map.of("RUB", "P", "EUR", "E", "USD", "Z");

  private final Market market;
  private final Chance chance;
  private final List<Errand> errands = new ArrayList<>();
  private final List<Errand> checkOuts = new ArrayList<>();
  private boolean busy = true;
  private long keys;

  Payers(Market market) {
    this.market = market;
    this.chance = market.chance;
  }

  /** What they want of payments. */
  List<Errand> errands() {
    return errands;
  }

  /** What they want of consultations. */
  List<Errand> checkOuts() {
    return checkOuts;
  }

  void begin() {
    market.clockwork.in(
        chance.about(MEAN.toNanos() / 1_000),
        () -> {
          if (busy) {
            act();
            begin();
          }
        });
  }

  void rest() {
    busy = false;
  }

  void settle() {
    Stream.concat(errands.stream(), checkOuts.stream()).filter(Errand::isOpen).forEach(Errand::run);
  }

  private void act() {
    String workspace = chance.of(Market.WORKSPACES);
    switch (chance.below(20)) {
      case 0, 1, 2 -> topUp(workspace);
      case 3, 4, 5, 6 -> pay();
      case 7, 8, 9 -> withdraw(workspace);
      case 10, 11 -> some(it -> it.stage() instanceof TopUp.Credited).ifPresent(this::back);
      case 12, 13, 14 ->
          some(it -> it.stage() instanceof Withdrawal.Awaiting).ifPresent(this::decide);
      case 15, 16 -> some(it -> it.stage() instanceof Stray.Kept).ifPresent(this::match);
      case 17 -> market.providers().stray(workspace);
      case 18 -> market.bell().sweepByWakings();
      default -> repeat();
    }
    if (chance.oneIn(3)) {
      market.bell().sweep();
    }
  }

  private Optional<Payment> some(Predicate<Payment> which) {
    List<Payment> those = market.audit().payments().all().stream().filter(which).toList();
    return those.isEmpty() ? Optional.empty() : Optional.of(chance.of(those));
  }

  private void topUp(String workspace) {
    long most = chance.oneIn(12) ? 40_000_00 : 6_000_00;
    Money amount = new Money(chance.between(1, most), market.currency(workspace));
    Money other = amount.plus(new Money(1, amount.currency()));
    String key = key();
    errand(
        workspace,
        chance.of(Market.CLIENTS),
        "top_up",
        (desk, me) -> TopUps.receipt(desk.cashier().topUps().create(me, key, amount, none())),
        (desk, me) -> TopUps.receipt(desk.cashier().topUps().create(me, key, other, none())));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /** Pays what is agreed on: what is missing comes by a top-up. */
  private void pay() {
    List<Consultation> agreed =
        market.audit().orders().all().stream().filter(it -> it.stage() instanceof Agreed).toList();
    if (!agreed.isEmpty()) {
      Consultation one = chance.of(agreed);
      dev.parley.core.consultation.Errand.Carry wish =
          new dev.parley.core.consultation.Errand.Carry(key(), one.id(), new Command.Pay());
      market.tally.count("command check_out");
      Errand errand =
          new Errand(
              market,
              one.id().workspace(),
              one.parties().client(),
              "pay",
              (desk, me) -> desk.cashier().checkout().pay(me, wish),
              Optional.empty());
      checkOuts.add(errand);
      for (int time = 0; time < 2; time++) {
        market.clockwork.in(chance.between(0, Hints.NEAR), errand::run);
      }
    }
  }

  private void withdraw(String workspace) {
    Currency currency = market.currency(workspace);
    String person = chance.of(Market.SPECIALISTS);
    long earned =
        market.audit().books().balance(Book.income(workspace, person, currency), Account.EARNINGS);
    long amount =
        switch (chance.below(6)) {
          case 0 -> 99_99;
          case 1 -> 20_000_01;
          case 2 -> chance.between(100_00, 200_00);
          default -> Math.max(100_00, Math.min(earned, 20_000_00));
        };
    String purse = LETTERS.get(currency.getCurrencyCode()) + "123456789012";
    withdraw(
        workspace,
        person,
        new Money(amount, currency),
        new Withdrawals.Where.ToPurse(chance.oneIn(20) ? "no purse" : purse));
  }

  private void back(Payment topUp) {
    long all = topUp.amount().amount();
    long amount = chance.oneIn(2) ? all : chance.between(1, all + 1);
    withdraw(
        topUp.id().workspace(),
        topUp.owner().orElseThrow(),
        new Money(amount, topUp.amount().currency()),
        new Withdrawals.Where.BackFrom(topUp.id()));
  }

  /** Now and then all of it is wanted twice at once. */
  private void withdraw(String workspace, String person, Money amount, Withdrawals.Where where) {
    int times = chance.oneIn(3) ? 2 : 1;
    for (int time = 0; time < times; time++) {
      String key = key();
      Money other = amount.plus(new Money(1, amount.currency()));
      errand(
          workspace,
          person,
          where instanceof Withdrawals.Where.ToPurse ? "withdraw_to_purse" : "withdraw_back",
          (desk, me) -> desk.cashier().withdrawals().create(me, key, amount, where),
          (desk, me) -> desk.cashier().withdrawals().create(me, key, other, where));
    }
  }

  private void decide(Payment it) {
    PaymentId id = it.id();
    String key = key();
    Optional<BiFunction<Desk, Membership, Object>> other =
        Optional.of(
            (desk, me) -> desk.cashier().withdrawals().reject(me, id, key, "another reason"));
    switch (chance.below(4)) {
      case 0 ->
          errand(
              id.workspace(),
              Market.ACCOUNTANT,
              "reject",
              (desk, me) -> desk.cashier().withdrawals().reject(me, id, key, "no"),
              other);
      case 1 ->
          errand(
              id.workspace(),
              it.owner().orElseThrow(),
              "call_off",
              (desk, me) -> desk.cashier().withdrawals().cancel(me, id, key),
              Optional.empty());
      default ->
          errand(
              id.workspace(),
              Market.ACCOUNTANT,
              "approve",
              (desk, me) -> desk.cashier().withdrawals().approve(me, id, key),
              other);
    }
  }

  private void match(Payment stray) {
    PaymentId id = stray.id();
    String key = key();
    String client = chance.of(Market.CLIENTS);
    if (chance.oneIn(2)) {
      errand(
          id.workspace(),
          Market.ACCOUNTANT,
          "assign",
          (desk, me) -> desk.cashier().strays().assign(me, id, key, client, "found"),
          (desk, me) -> desk.cashier().strays().giveBack(me, id, key, "found"));
    } else {
      errand(
          id.workspace(),
          Market.ACCOUNTANT,
          "give_back",
          (desk, me) -> desk.cashier().strays().giveBack(me, id, key, "unknown"),
          (desk, me) -> desk.cashier().strays().assign(me, id, key, client, "unknown"));
    }
  }

  private void repeat() {
    List<Errand> answered = errands.stream().filter(it -> it.receipt().isPresent()).toList();
    if (!answered.isEmpty()) {
      Errand errand = chance.of(answered);
      if (chance.oneIn(3)) {
        errand.mistake();
      } else {
        market.tally.count("errand repeated");
        errand.run();
      }
    }
  }

  private String key() {
    return "money" + ++keys;
  }

  private void errand(
      String workspace,
      String person,
      String name,
      BiFunction<Desk, Membership, Object> action,
      BiFunction<Desk, Membership, Object> other) {
    errand(workspace, person, name, action, Optional.of(other));
  }

  private void errand(
      String workspace,
      String person,
      String name,
      BiFunction<Desk, Membership, Object> action,
      Optional<BiFunction<Desk, Membership, Object>> other) {
    market.tally.count("command " + name);
    Errand errand = new Errand(market, workspace, person, name, action, other);
    errands.add(errand);
    market.clockwork.in(chance.between(0, Hints.NEAR), errand::run);
    if (chance.oneIn(6)) {
      market.clockwork.in(chance.between(0, Hints.NEAR), errand::run);
    }
  }

  static List<String> expected() {
    return Stream.concat(
            Stream.of(
                    "top_up",
                    "withdraw_to_purse",
                    "withdraw_back",
                    "approve",
                    "reject",
                    "call_off",
                    "assign",
                    "give_back")
                .flatMap(it -> Stream.of("command " + it, "done " + it)),
            Stream.concat(
                Stream.of("command check_out"),
                Stream.concat(
                    Stream.of("never", "late", "early", "twice", "on time", "swept", "failed")
                        .map(it -> "waking " + it),
                    Stream.of("gone_on", "moved_on", "early", "unanswered")
                        .map(it -> "woken " + it))))
        .toList();
  }
}
