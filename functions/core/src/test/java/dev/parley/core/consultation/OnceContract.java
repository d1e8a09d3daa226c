package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.PaidWorld.Deal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command that moves money, sent 64 times at once under one key, moves it once. */
public abstract class OnceContract {
  private static final int CROWD = 64;
  private static final long PRICE = Deals.PRICE;
  private static final long EARNED = 90_000;

  private Deals deals;
  private PaidWorld world;

  protected abstract PaidWorld.Stores stores();

  @BeforeEach
  public void begin() {
    deals = Deals.of(stores(), "w" + UUID.randomUUID().toString().substring(0, 8));
    world = deals.world();
  }

  @AfterEach
  public void theBooksAreRight() {
    assertThat(world.flaws()).isEmpty();
  }

  @Test
  public void payingIsDoneOnce() {
    Deal deal = deals.agreed("");
    assertOnce(deal, deal.client(), new Command.Pay(), Event.PAID);
    assertThat(world.wallet(deal)).isZero();
    assertThat(world.held(deal)).isEqualTo(PRICE);
  }

  @Test
  public void acceptingIsDoneOnce() {
    Deal deal = deals.closed("");
    assertOnce(deal, deal.client(), new Command.Accept(), Event.ACCEPTED);
    assertThat(world.earnings(deal)).isEqualTo(EARNED);
    assertThat(world.held(deal)).isZero();
  }

  @Test
  public void callingPaidWorkOffIsDoneOnce() {
    Deal deal = deals.open("");
    Command cancel = new Command.Cancel(Optional.of("I am ill."));
    assertOnce(deal, deal.specialist(), cancel, Event.CANCELLED);
    assertThat(world.wallet(deal)).isEqualTo(PRICE);
    assertThat(world.held(deal)).isZero();
  }

  @Test
  public void resolvingIsDoneOnceAndADebtRepaidOnce() {
    Deal deal = deals.disputedWithDebt("");
    long owed = world.owed(deal);
    long before = world.wallet(deal);
    assertThat(owed).isEqualTo(45_000);
    Command resolve = new Command.Resolve(PaidWorld.rub(PRICE / 3), "A third.");
    assertOnce(deal, world.arbiter, resolve, Event.RESOLVED);
    assertThat(world.wallet(deal)).isEqualTo(before + PRICE / 3);
    assertThat(world.owed(deal)).isZero();
    assertThat(world.earnings(deal)).isEqualTo(EARNED + 60_000 - owed);
  }

  @Test
  public void concedingIsDoneOnce() {
    Deal deal = deals.disputed("");
    assertOnce(deal, deal.specialist(), new Command.Concede(Optional.empty()), Event.CONCEDED);
    assertThat(world.wallet(deal)).isEqualTo(PRICE);
    assertThat(world.held(deal)).isZero();
  }

  @Test
  public void refundingAfterTheReleaseIsDoneOnce() {
    Deal deal = deals.completed(world.pair("", Deals.START), "request");
    world.funds(PRICE, "own money", "reserve", Deals.at(7));
    Command refund = new Command.Refund(PaidWorld.rub(50_000), "It was wrong after all.");
    assertOnce(deal, world.arbiter, refund, Event.REFUNDED);
    assertThat(world.wallet(deal)).isEqualTo(50_000);
    assertThat(world.owed(deal)).isEqualTo(PRICE - world.reserve()).isEqualTo(45_000);
  }

  @Test
  public void creditingIsDoneOnce() {
    Deal deal = deals.offered("");
    assertOneAnswer(
        () -> world.credits(deal.client(), 500, "bank transfer", "credit", Deals.at(9)));
    assertThat(world.wallet(deal)).isEqualTo(500);
  }

  @Test
  public void fundingIsDoneOnce() {
    assertOneAnswer(() -> world.funds(700, "own money", "fund", Deals.at(9)));
    assertThat(world.reserve()).isEqualTo(700);
  }

  @Test
  public void releasingIsDoneOnceHoweverOftenTimersCome() {
    Deal deal = deals.closed("");
    assertOneAnswer(
        () -> {
          world.wakes(deal, Deals.releasesAt());
          return deal;
        });
    assertThat(world.told(deal, Event.RELEASED)).isEqualTo(1);
    assertThat(world.earnings(deal)).isEqualTo(EARNED);
  }

  private void assertOnce(Deal deal, String person, Command command, Event event) {
    assertOneAnswer(() -> world.does(person, deal, "the one key", command, Deals.at(60)));
    assertThat(world.told(deal, event)).isEqualTo(1);
    assertThat(world.isWhole(deal)).isTrue();
  }

  private static void assertOneAnswer(Callable<Object> call) {
    List<AtOnce.Outcome> outcomes = AtOnce.all(Collections.nCopies(CROWD, call));
    assertThat(outcomes).hasSize(CROWD).hasOnlyElementsOfType(AtOnce.Outcome.Done.class);
    Set<AtOnce.Outcome> different = outcomes.stream().collect(Collectors.toSet());
    assertThat(different).hasSize(1);
  }
}
