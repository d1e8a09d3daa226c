package dev.parley.core.payment;

import dev.parley.core.digest.Sha256;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Payments made up for stores, which do not ask how they came about. */
final class MadePayments {
  static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");
  static final Instant LATER = AT.plus(Duration.ofHours(1)).plusMillis(1);
  static final Currency RUB = Currency.getInstance("RUB");

  private static final Destination PURSE = new Destination.ToPurse(new Purse("P123456789012"));

  /** Unique, so that several tests can share one store. */
  final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);

  private int asked;

  static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  Payment topUp(String person, Instant createdAt) {
    Stage stage = new TopUp.Asked(Optional.empty(), LATER, AT);
    return payment(Optional.of(person), createdAt, stage);
  }

  Payment stray(Instant createdAt) {
    return payment(Optional.empty(), createdAt, kept());
  }

  Payment payment(Optional<String> owner, Instant createdAt, Stage stage) {
    PaymentId id = PaymentId.asked(workspace, "vera", "key" + ++asked);
    return new Payment(id, owner, rub(150_000), createdAt, 1, stage, List.of());
  }

  /** One that wakes at an instant, in a shard. */
  Payment wakingIn(int shard, Instant at) {
    while (true) {
      Payment one = topUp("vera", AT);
      if (Waking.shard(one.id()) == shard) {
        Stage stage = new TopUp.Asked(Optional.empty(), LATER, at);
        return new Payment(one.id(), one.owner(), one.amount(), AT, 1, stage, List.of());
      }
    }
  }

  static Payment after(Payment before, Stage stage) {
    return before.to(stage);
  }

  static Payment after(Payment before, Stage stage, int wishes) {
    List<Done> done = new ArrayList<>();
    for (int n = 0; n < wishes; n++) {
      Sha256 wording = new Sha256("made").add(n);
      done.add(Done.Wanted.of("vera", "key" + n, wording).at(n + 1L, AT.plusMillis(n)));
    }
    return new Payment(
        before.id(),
        before.owner(),
        before.amount(),
        before.createdAt(),
        before.version() + 1,
        stage,
        done);
  }

  static Stage awaiting() {
    return new Withdrawal.Awaiting(PURSE);
  }

  static Stage reconciling() {
    return new Withdrawal.Reconciling(PURSE, AT, 0, LATER);
  }

  static Stray.Kept kept() {
    return new Stray.Kept("pay_7", Optional.of("ф \"7\""), Stray.Why.OTHER_AMOUNT, AT);
  }

  /** Every stage there is, with and without what may be absent. */
  List<Stage> stages() {
    List<Stage> all = new ArrayList<>(topUps());
    PaymentId other = PaymentId.external(workspace, "pay_7");
    all.addAll(withdrawals(PURSE));
    all.addAll(withdrawals(new Destination.ToOrigin(other, "pay_7")));
    all.addAll(strays(other));
    return all;
  }

  private static List<Stage> topUps() {
    Optional<String> order = Optional.of("A".repeat(22));
    Optional<String> none = Optional.empty();
    String page = "https://pay.example/p/7?a=1&b=%20";
    return List.of(
        new TopUp.Asked(order, LATER, AT),
        new TopUp.Asked(none, LATER, AT.plusMillis(7)),
        new TopUp.Waiting(order, page, LATER, 0, AT),
        new TopUp.Waiting(none, page, LATER, 9, AT.plusMillis(7)),
        new TopUp.Lapsed(order, true, AT),
        new TopUp.Lapsed(none, false, AT),
        new TopUp.Credited(order, "pay_1", rub(0), rub(0), LATER),
        new TopUp.Credited(none, "pay_2", rub(1), rub(Money.MOST), LATER));
  }

  private static List<Stage> withdrawals(Destination to) {
    return List.of(
        new Withdrawal.Awaiting(to),
        new Withdrawal.Sending(to, 3, LATER),
        new Withdrawal.Reconciling(to, AT, 12, LATER),
        new Withdrawal.Sent(to, Optional.of("out_1"), 1, LATER),
        new Withdrawal.Sent(to, Optional.empty(), 0, LATER),
        new Withdrawal.Paid(to, Optional.of("out_1"), AT),
        new Withdrawal.Paid(to, Optional.empty(), AT),
        new Withdrawal.Failed(to, "purse_closed", AT),
        new Withdrawal.Rejected(to, "maria", "Це не \"той\"\n", AT),
        new Withdrawal.Cancelled(to, AT));
  }

  private static List<Stage> strays(PaymentId withdrawal) {
    List<Stage> all = new ArrayList<>();
    for (Stray.Why why : Stray.Why.values()) {
      all.add(new Stray.Kept("pay_3", Optional.empty(), why, AT));
    }
    all.add(kept());
    all.add(new Stray.Assigned("pay_3", "vera", "maria", "Пише, що її", rub(0), AT));
    all.add(new Stray.Assigned("pay_3", "vera", "maria", "hers", rub(77), AT));
    all.add(new Stray.GivenBack(kept(), "maria", "nobody's", withdrawal, LATER));
    Stray.Kept bare = new Stray.Kept("pay_3", Optional.empty(), Stray.Why.PAID_BEFORE, AT);
    all.add(new Stray.GivenBack(bare, "maria", "twice", withdrawal, LATER));
    all.add(new Stray.Gone("pay_3", AT));
    return all;
  }
}
