package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Transfer;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Change;
import dev.parley.core.payment.Desk;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.Done;
import dev.parley.core.payment.Limits;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Purse;
import dev.parley.core.payment.Stage;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import dev.parley.local.dynamo.LocalDynamo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a step of a payment costs to write, in units of DynamoDB, with the longest names that there
 * can be.
 */
class PaymentCostTest {
  /** The most that moving money may cost, in write units. */
  private static final double MOST = 16;

  private static final String WORKSPACE = "w".repeat(32);
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");
  private static final String EXTERNAL = "e".repeat(Limits.EXTERNAL_CHARACTERS);
  private static final Optional<String> REASON = Optional.of("Я".repeat(Limits.REASON_BYTES / 2));
  private static final Optional<String> ORDER = Optional.of("A".repeat(22));
  private static final Destination PURSE = new Destination.ToPurse(new Purse("P123456789012"));
  private static final long AMOUNT = 150_000;
  private static final Map<String, String> TABLE = new TreeMap<>();

  private static LocalDynamo dynamo;
  private static Meter meter;
  private static PaymentStore store;
  private static LedgerStore ledger;
  private static LongestNotices notices;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    Engine engine = Engine.on(dynamo.client());
    meter = new Meter(dynamo.client(), engine.indexes());
    store = new Engine(meter, engine.tables()).payments();
    ledger = engine.ledger();
    notices = new LongestNotices(engine);
  }

  @AfterAll
  static void stop() {
    System.out.println("What steps of a payment cost to write, with the longest names:");
    TABLE.forEach((what, cost) -> System.out.printf("  %-38s %s%n", what, cost));
    dynamo.close();
  }

  @Test
  void toppingUp() {
    String vera = person("vera");
    Payment waiting = waiting(vera);
    Payment credited = next(waiting, credited(0));
    assertCosts(
        "credit a top-up",
        7,
        credited,
        Cause.Event.TOPPED_UP,
        new Leg(Account.WALLET, vera, AMOUNT),
        Leg.of(Account.GATEWAY, -AMOUNT));

    assertCosts(
        "what was partly spent is taken back",
        10,
        next(credited, credited(AMOUNT)),
        Cause.Event.TAKEN_BACK,
        new Leg(Account.WALLET, vera, -100_000),
        new Leg(Account.RECEIVABLE, vera, -50_000),
        Leg.of(Account.RESERVE, -50_000),
        Leg.of(Account.ADVANCES, 50_000),
        Leg.of(Account.GATEWAY, AMOUNT));

    assertCosts(
        "credit a top-up, and repay a debt",
        9,
        next(waiting(vera), credited(0)),
        Cause.Event.TOPPED_UP,
        new Leg(Account.WALLET, vera, 100_000),
        new Leg(Account.RECEIVABLE, vera, 50_000),
        Leg.of(Account.GATEWAY, -AMOUNT));
  }

  /** A first notice begins its conversation: the dearest one comes to the limit. */
  @Test
  void tellingWhoseMoneyItIs() {
    String vera = person("told");
    put(new Leg(Account.WALLET, vera, AMOUNT));
    Payment first = next(waiting(vera), credited(0));
    write(first);
    assertCosts(
        "what was partly spent is taken back, told first",
        16,
        notices.told(
            changed(
                next(first, credited(AMOUNT)),
                Cause.Event.TAKEN_BACK,
                new Leg(Account.WALLET, vera, -100_000),
                new Leg(Account.RECEIVABLE, vera, -50_000),
                Leg.of(Account.RESERVE, -50_000),
                Leg.of(Account.ADVANCES, 50_000),
                Leg.of(Account.GATEWAY, AMOUNT))));
    assertCosts(
        "credit a top-up, repay a debt, tell of it",
        11,
        notices.told(
            changed(
                next(waiting(vera), credited(0)),
                Cause.Event.TOPPED_UP,
                new Leg(Account.WALLET, vera, 100_000),
                new Leg(Account.RECEIVABLE, vera, 50_000),
                Leg.of(Account.GATEWAY, -AMOUNT))));
    Payment refused = next(waiting(vera), new TopUp.Lapsed(ORDER, true, AT));
    assertCosts(
        "a refused top-up is told",
        5,
        notices.told(new Change(List.of(refused), Optional.empty())));
  }

  @Test
  void withdrawing() {
    String lev = person("lev");
    Payment reconciling = reconciling(lev);
    assertCosts(
        "it is paid",
        8,
        next(reconciling, new Withdrawal.Paid(PURSE, Optional.of(EXTERNAL), AT)),
        Cause.Event.LEFT,
        new Leg(Account.WITHDRAWING, lev, -AMOUNT),
        Leg.of(Account.GATEWAY, AMOUNT));
    assertCosts(
        "it fails",
        6,
        next(reconciling(lev), new Withdrawal.Failed(PURSE, REASON.orElseThrow(), AT)),
        Cause.Event.STAYED,
        new Leg(Account.WITHDRAWING, lev, -AMOUNT),
        new Leg(Account.EARNINGS, lev, AMOUNT));
    put(new Leg(Account.EARNINGS, lev, AMOUNT));
    assertCosts(
        "a withdrawal that waits for approval",
        6,
        payment(lev, new Withdrawal.Awaiting(PURSE)),
        Cause.Event.WITHDRAWN,
        new Leg(Account.EARNINGS, lev, -AMOUNT),
        new Leg(Account.WITHDRAWING, lev, AMOUNT));
  }

  @Test
  void givingATopUpBack() {
    String vera = person("nina");
    Payment topUp = next(waiting(vera), credited(0));
    write(topUp);
    put(new Leg(Account.WALLET, vera, AMOUNT));
    Destination origin = new Destination.ToOrigin(topUp.id(), EXTERNAL);
    Payment back = payment(vera, new Withdrawal.Sending(origin, 0, AT));
    Change aside =
        new Change(
            List.of(back, next(topUp, credited(AMOUNT))),
            Optional.of(
                posting(
                    back,
                    Cause.Event.WITHDRAWN,
                    new Leg(Account.WALLET, vera, -AMOUNT),
                    new Leg(Account.RETURNING, vera, AMOUNT))));
    assertCosts("a withdrawal back to a top-up", 8, aside);
  }

  @Test
  void lookingAtLists() {
    String lev = person("zoe");
    for (int n = 0; n < 10; n++) {
      write(payment(lev, new Withdrawal.Awaiting(PURSE)));
    }
    Meter.Cost own = meter.of(() -> store.of(WORKSPACE, lev, Optional.empty(), 10));
    note("a page of ten of one's own", own);
    assertThat(own.read()).isLessThanOrEqualTo(11);
    Meter.Cost desk = meter.of(() -> store.on(WORKSPACE, Desk.APPROVAL, Optional.empty(), 10));
    note("a page of ten on a desk", desk);
    assertThat(desk.read()).isLessThanOrEqualTo(11);
  }

  private static Payment waiting(String person) {
    Payment asked = payment(person, new TopUp.Asked(ORDER, AT, AT));
    assertCosts("ask for a top-up", 4, new Change(List.of(asked), Optional.empty()));
    String page = "https://" + "p".repeat(Limits.PAGE_CHARACTERS - 8);
    Payment waiting = next(asked, new TopUp.Waiting(ORDER, page, AT, 0, AT.plusSeconds(1)));
    assertCosts("its page is open", 4, new Change(List.of(waiting), Optional.empty()));
    return waiting;
  }

  private static TopUp credited(long takenBack) {
    return new TopUp.Credited(
        Optional.empty(), EXTERNAL, Money.zero(RUB), new Money(takenBack, RUB), AT);
  }

  private static Payment reconciling(String person) {
    put(new Leg(Account.EARNINGS, person, AMOUNT));
    Payment sending = payment(person, new Withdrawal.Sending(PURSE, 0, AT));
    assertCosts(
        "a withdrawal",
        6,
        sending,
        Cause.Event.WITHDRAWN,
        new Leg(Account.EARNINGS, person, -AMOUNT),
        new Leg(Account.WITHDRAWING, person, AMOUNT));
    Payment marked = next(sending, new Withdrawal.Reconciling(PURSE, AT, 0, AT.plusSeconds(9)));
    assertCosts("its mark before the call", 5, new Change(List.of(marked), Optional.empty()));
    return marked;
  }

  private static String person(String name) {
    return name + "x".repeat(64 - name.length());
  }

  private static int asked;

  private static Payment payment(String person, Stage stage) {
    PaymentId id = PaymentId.asked(WORKSPACE, person, "key" + ++asked);
    Done done = new Done("A".repeat(12), "B".repeat(8), 1, AT);
    Money amount = new Money(AMOUNT, RUB);
    return new Payment(id, Optional.of(person), amount, AT, 1, stage, List.of(done));
  }

  private static Payment next(Payment it, Stage stage) {
    return new Payment(
        it.id(), it.owner(), it.amount(), it.createdAt(), it.version() + 1, stage, it.done());
  }

  /** Money is there that came some other way. */
  private static void put(Leg leg) {
    Cause cause = new Cause(Cause.Event.CREDITED, "test", Optional.empty(), Optional.empty());
    List<Leg> legs = List.of(leg, Leg.of(Account.BANK, -leg.amount()));
    Transfer transfer = new Transfer(WORKSPACE, "put" + ++asked, RUB, cause, AT, legs);
    assertThat(ledger.commit(Posting.of(transfer, ledger::head))).isTrue();
  }

  private static Posting posting(Payment after, Cause.Event event, Leg... legs) {
    Cause cause = new Cause(event, after.id().value(), after.owner(), REASON);
    String id = after.id().value() + "." + after.version();
    Transfer transfer = new Transfer(WORKSPACE, id, RUB, cause, AT, List.of(legs));
    return Posting.of(transfer, ledger::head);
  }

  private static void write(Payment payment) {
    assertThat(store.commit(new Change(List.of(payment), Optional.empty()))).isTrue();
  }

  private static void assertCosts(
      String what, double written, Payment after, Cause.Event event, Leg... legs) {
    assertCosts(what, written, changed(after, event, legs));
  }

  private static Change changed(Payment after, Cause.Event event, Leg... legs) {
    return new Change(List.of(after), Optional.of(posting(after, event, legs)));
  }

  private static void assertCosts(String what, double written, Change change) {
    List<Boolean> done = new ArrayList<>();
    Meter.Cost cost = meter.of(() -> done.add(store.commit(change)));
    assertThat(done).as(what).containsExactly(true);
    note(what, cost);
    assertThat(cost.written()).as("write units: " + what).isEqualTo(written);
    assertThat(cost.written()).isLessThanOrEqualTo(MOST);
  }

  private static void note(String what, Meter.Cost cost) {
    TABLE.put(
        what,
        "%4.1f RRU, %4.1f WRU: %s"
            .formatted(cost.read(), cost.written(), String.join(", ", cost.calls())));
  }
}
