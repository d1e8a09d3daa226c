package dev.parley.provider.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.provider.account.Order.PaymentOrder;
import dev.parley.provider.account.Order.PayoutOrder;
import dev.parley.provider.account.Order.RefundOrder;
import dev.parley.provider.wire.Changes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
  private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

  private final List<Event> events = new ArrayList<>();
  private final List<Change> kept = new ArrayList<>();
  private Instant now = START;

  private Account account(long seed) {
    return new Account(
        new Ids(new Random(seed)), () -> now, (event, _) -> events.add(event), kept::addAll);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverHappensTheBalanceIsTheSumOfTheOperations(long seed) {
    Random random = new Random(seed);
    Account account = account(seed);
    List<String> payments = new ArrayList<>();
    List<String> payouts = new ArrayList<>();
    int refused = 0;
    for (int step = 0; step < 2_000; step++) {
      try {
        step(account, random, step, payments, payouts);
      } catch (Refusal e) {
        refused++;
      }
      now = now.plusMillis(random.nextInt(3) - 1);
      if (step % 50 == 0) {
        assertThat(account.balances()).isEqualTo(sum(all(account)));
      }
    }

    List<Operation> all = all(account);
    assertThat(account.balances()).isEqualTo(sum(all));
    assertThat(all).extracting(Operation::at).isSorted();
    assertThat(all).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(EnumSet.copyOf(all.stream().map(Operation::kind).toList()))
        .isEqualTo(EnumSet.allOf(Operation.Kind.class));
    assertThat(refused).isPositive();
    requireSameAfterRestore(account, payments, payouts);
    assertThat(payments).allSatisfy(it -> assertThat(account.payment(it).left()).isNotNegative());
  }

  private void requireSameAfterRestore(
      Account account, List<String> payments, List<String> payouts) {
    Account restored = new Account(new Ids(new Random(0)), () -> now, (_, _) -> {}, Journal.NONE);
    kept.stream().map(Changes::write).map(Changes::read).forEach(restored::restore);
    assertThat(all(restored)).isEqualTo(all(account));
    assertThat(restored.balances()).isEqualTo(account.balances());
    assertThat(payments).allMatch(it -> restored.payment(it).equals(account.payment(it)));
    assertThat(payouts).allMatch(it -> restored.payout(it).equals(account.payout(it)));
  }

  private static void step(
      Account account, Random random, int step, List<String> payments, List<String> payouts) {
    Money money = new Money(1 + random.nextInt(100), random.nextBoolean() ? "RUB" : "USD");
    String payment = payments.isEmpty() ? "" : payments.get(random.nextInt(payments.size()));
    String payout = payouts.isEmpty() ? "" : payouts.get(random.nextInt(payouts.size()));
    Optional<Money> part = random.nextBoolean() ? Optional.of(money) : Optional.empty();
    switch (random.nextInt(12)) {
      case 0, 1 ->
          payments.add(
              made(account.announce(
                      "k" + step, new PaymentOrder("r" + step, money, "d", Optional.empty())))
                  .orElseThrow());
      case 2 -> account.pay(payment, Telling.ONCE);
      case 3 -> account.payTwice(payment);
      case 4 -> account.refuse(payment);
      case 5 -> account.giveBack(payment, part);
      case 6 -> account.chargeBack(payment, part);
      case 7 ->
          made(account.send("k" + step, new PayoutOrder("r" + step, money, "p")))
              .ifPresent(payouts::add);
      case 8 ->
          made(account.send("k" + step, new RefundOrder("r" + step, payment, money)))
              .ifPresent(payouts::add);
      case 9 -> account.settle(payout, random.nextBoolean());
      case 10 -> account.next(Behaviour.values()[random.nextInt(Behaviour.values().length)]);
      default -> {
        if (random.nextBoolean()) {
          account.plant(Operation.Kind.values()[random.nextInt(5)], money);
        } else {
          payments.add(account.stray(Optional.empty(), money, Telling.ONCE).id());
        }
      }
    }
  }

  private static Optional<String> made(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(var subject, _) -> Optional.of(subject.id());
      case Outcome.Cut() -> Optional.empty();
    };
  }

  private static List<Operation> all(Account account) {
    return account.operations(Instant.MIN, Instant.MAX, Optional.empty(), 10_000).operations();
  }

  private static Map<String, Long> sum(List<Operation> operations) {
    Map<String, Long> sum = new TreeMap<>();
    operations.forEach(it -> sum.merge(it.amount().currency(), it.amount().amount(), Long::sum));
    return sum;
  }

  @Test
  void theBookGoesNoStepBackWithTheClock() {
    Account account = account(1);
    account.stray(Optional.empty(), new Money(1, "RUB"), Telling.ONCE);
    now = START.minus(Duration.ofDays(1));
    account.stray(Optional.empty(), new Money(1, "RUB"), Telling.ONCE);

    assertThat(all(account)).extracting(Operation::at).containsExactly(START, START);
    assertThat(events).extracting(Event::at).containsExactly(START, START);
  }

  @Test
  void thereIsAnEndToPaymentsAndNothingIsLostByIt() {
    Account account = account(1);
    Money money = new Money(1, "RUB");
    PaymentOrder order = new PaymentOrder("r", money, "d", Optional.empty());
    String last = "";
    for (int i = 0; i < Limits.PAYMENTS; i++) {
      last = made(account.announce("k" + i, order)).orElseThrow();
    }
    String full = last;

    assertThatThrownBy(() -> account.announce("one more", order)).hasMessageContaining("at most");
    assertThatThrownBy(() -> account.payTwice(full)).hasMessageContaining("at most");
    assertThat(account.payment(full).status()).isEqualTo(Payment.Status.WAITING);
    assertThat(account.pay(full, Telling.ONCE).status()).isEqualTo(Payment.Status.PAID);
    assertThat(account.announce("k0", order)).isInstanceOf(Outcome.Answered.class);
    assertThat(account.balances()).isEqualTo(Map.of("RUB", 1L));
  }

  @Test
  void noTwoIdsAreTheSame() {
    Ids ids = new Ids(new Random(1));
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(made.add(ids.next("x"))).isTrue();
    }
  }
}
