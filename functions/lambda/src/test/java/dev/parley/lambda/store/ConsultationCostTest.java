package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Deals;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Limits;
import dev.parley.core.consultation.PaidWorld;
import dev.parley.core.consultation.PaidWorld.Deal;
import dev.parley.core.consultation.Wish;
import dev.parley.local.dynamo.LocalDynamo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a step of a consultation costs, in calls and units of DynamoDB, with the longest names and
 * notes that there can be.
 */
class ConsultationCostTest {
  /** The most that moving money may cost, in write units. */
  private static final double MOST = 16;

  private static final String NOTE = "Я".repeat(Limits.NOTE_BYTES / 2);
  private static final Map<String, String> TABLE = new TreeMap<>();

  private static LocalDynamo dynamo;
  private static Meter meter;
  private static Deals deals;
  private static PaidWorld world;

  private Deal deal;
  private int second = 9;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    Engine engine = Engine.on(dynamo.client());
    meter = new Meter(dynamo.client(), engine.indexes());
    world =
        new PaidWorld(new Engine(meter, engine.tables()).paid(), "w".repeat(32), "x".repeat(59));
    Wish wish =
        new Wish(
            "Я".repeat(Limits.SERVICE_CHARACTERS),
            new Due.At(Deals.at(0).plus(Duration.ofDays(9))),
            Optional.empty());
    deals = new Deals(world, wish, NOTE);
  }

  @AfterAll
  static void stop() {
    System.out.println("What steps of a consultation cost, with the longest names and notes:");
    TABLE.forEach((what, cost) -> System.out.printf("  %-38s %s%n", what, cost));
    dynamo.close();
  }

  @Test
  void requestingAndAgreeing() {
    Deal pair = world.pair("a", Deals.START);
    assertCosts("request", 6, 9, () -> deal = world.request(pair, "k", deals.wish(), Deals.at(1)));
    assertCosts("offer", 6, 8, deal.specialist(), new Command.Propose(deals.offer(1_000)));
    assertCosts("revise", 6, 8, deal.specialist(), new Command.Revise(deals.offer(1_000)));
    assertCosts("agree", 6, 6, deal.client(), new Command.Agree(2));
    assertCosts("cancel what is not paid", 6, 7, deal.client(), new Command.Cancel(note()));
  }

  @Test
  void payingAndWorking() {
    deal = deals.agreed("b");
    assertCosts("pay", 8, 10, deal.client(), new Command.Pay());
    assertCosts("close", 6, 6, deal.specialist(), new Command.Close(note()));
    assertCosts("accept", 8, 13, deal.client(), new Command.Accept());
  }

  @Test
  void callingPaidWorkOff() {
    deal = deals.open("c");
    assertCosts("cancel what is paid", 8, 11, deal.specialist(), new Command.Cancel(note()));
  }

  @Test
  void releasing() {
    deal = deals.closed("d");
    assertCosts("release by time", 6, 13, () -> world.wakes(deal, Deals.releasesAt()));
    assertCosts("a timer that is late", 1, 0, () -> world.wakes(deal, Deals.releasesAt()));
  }

  @Test
  void claiming() {
    deal = deals.closed("e");
    assertCosts("claim", 6, 7, deal.client(), new Command.Claim(NOTE, List.of()));
    assertCosts("withdraw", 6, 7, deal.client(), new Command.Withdraw());
  }

  @Test
  void conceding() {
    deal = deals.disputed("f");
    assertCosts("concede", 8, 12, deal.specialist(), new Command.Concede(note()));
  }

  @Test
  void resolvingWhenADebtIsRepaid() {
    deal = deals.disputedWithDebt("g");
    Command split = new Command.Resolve(PaidWorld.rub(33_333), NOTE);
    assertCosts("resolve, and repay a debt", 9, 16, world.arbiter, split);
  }

  @Test
  void refundingAfterTheRelease() {
    deal = deals.completed(world.pair("h", Deals.START), "k");
    world.funds(Deals.PRICE, NOTE, "fund", Deals.at(7));
    Command refund = new Command.Refund(PaidWorld.rub(50_000), NOTE);
    assertCosts("refund after the release", 9, 12, world.arbiter, refund);
  }

  @Test
  void puttingMoneyIn() {
    deal = deals.offered("i");
    assertCosts("credit", 5, 4, () -> world.credits(deal.client(), 500, NOTE, "key", Deals.at(9)));
    assertCosts("fund", 4, 4, () -> world.funds(500, NOTE, "other", Deals.at(9)));
  }

  @Test
  void whatIsRepeatedIsReadAndNotWritten() {
    deal = deals.agreed("j");
    Command pay = new Command.Pay();
    world.does(deal.client(), deal, "key", pay, Deals.at(9));
    Meter.Cost again = meter.of(() -> world.does(deal.client(), deal, "key", pay, Deals.at(10)));
    note("pay again under the same key", again);
    assertThat(again.written()).isZero();
    assertThat(again.read()).isLessThanOrEqualTo(7);
  }

  @Test
  void looking() {
    deal = deals.disputed("k");
    assertCosts(
        "show",
        7,
        0,
        () -> world.consultations(Deals.at(9)).show(world.in(deal.client()), deal.id()));
    assertCosts(
        "list a client's live ones",
        8,
        0,
        () -> world.consultations(Deals.at(9)).live(world.in(deal.client()), Optional.empty(), 10));
  }

  private void assertCosts(
      String what, double read, double written, String person, Command command) {
    assertCosts(
        what,
        read,
        written,
        () -> world.does(person, deal, command.name().text(), command, later()));
  }

  private static void assertCosts(String what, double read, double written, Runnable step) {
    Meter.Cost cost = meter.of(step);
    note(what, cost);
    assertThat(cost.written()).as("write units: " + what).isEqualTo(written);
    assertThat(cost.read()).as("read units: " + what).isEqualTo(read);
    assertThat(cost.written()).isLessThanOrEqualTo(MOST);
  }

  private static void note(String what, Meter.Cost cost) {
    TABLE.put(
        what,
        "%2d calls, %4.1f RRU, %4.1f WRU: %s"
            .formatted(
                cost.calls().size(), cost.read(), cost.written(), String.join(", ", cost.calls())));
  }

  /** Nobody follows so closely that an entry must carry how fast others write. */
  private Instant later() {
    return Deals.at(++second);
  }

  private static Optional<String> note() {
    return Optional.of(NOTE);
  }
}
