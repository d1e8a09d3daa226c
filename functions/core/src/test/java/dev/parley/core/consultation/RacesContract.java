package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.PaidWorld.Deal;
import dev.parley.core.failure.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two who cannot both have their way one has it, whoever it is, and the money agrees. */
public abstract class RacesContract {
  private static final int ROUNDS = Boolean.getBoolean("parley.soak") ? 1_000 : 50;
  private static final int ROUNDS_AT_ONCE = 4;
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

  /**
   * @param byTime whether the other is a timer: nobody refuses it anything
   */
  private record Race(Callable<Object> one, Callable<Object> other, boolean byTime) {}

  @Test
  public void aClaimAtTheInstantOfTheReleaseComesTooLate() {
    Instant instant = Deals.releasesAt();
    rounds(
        "claim or release",
        deals::closed,
        deal -> new Race(claim(deal, instant), wake(deal, instant), true),
        (deal, claimed) -> {
          assertThat(claimed).isFalse();
          assertReleased(deal);
        });
  }

  /** The clocks of two machines differ by a millisecond. */
  @Test
  public void aClaimJustBeforeTheReleaseStopsItOrComesTooLate() {
    Instant instant = Deals.releasesAt();
    rounds(
        "claim or release by clocks that differ",
        deals::closed,
        deal -> new Race(claim(deal, instant.minusMillis(1)), wake(deal, instant), true),
        (deal, claimed) -> {
          assertThat(world.told(deal, Event.CLAIMED)).isEqualTo(claimed ? 1 : 0);
          if (claimed) {
            assertThat(world.stage(deal)).isInstanceOf(Stage.Disputed.class);
            assertThat(world.held(deal)).isEqualTo(PRICE);
            assertThat(world.earnings(deal)).isZero();
          } else {
            assertReleased(deal);
          }
        });
  }

  @Test
  public void whatIsCalledOffIsNotPaidAndWhatIsPaidIsNotCalledOff() {
    rounds(
        "pay or cancel",
        deals::agreed,
        deal ->
            new Race(
                does(deal.client(), deal, new Command.Pay()),
                does(deal.specialist(), deal, new Command.Cancel(Optional.empty())),
                false),
        (deal, paid) -> {
          Stage stage = world.stage(deal);
          assertThat(world.told(deal, Event.PAID)).isEqualTo(paid ? 1 : 0);
          // Whoever is later may call paid work off only with a reason, and has given none.
          assertThat(stage).isInstanceOf(paid ? Stage.Open.class : Stage.Cancelled.class);
          assertThat(world.held(deal)).isEqualTo(paid ? PRICE : 0);
          assertThat(world.wallet(deal)).isEqualTo(paid ? 0 : PRICE);
        });
  }

  @Test
  public void nobodyAgreesOnTermsTheyHaveNotSeen() {
    rounds(
        "agree or revise",
        deals::offered,
        deal ->
            new Race(
                does(deal.client(), deal, new Command.Agree(1)),
                does(deal.specialist(), deal, new Command.Revise(deals.offer(PRICE + 1))),
                false),
        (deal, agreed) -> {
          Terms terms = world.stage(deal).terms().orElseThrow();
          assertThat(world.stage(deal))
              .isInstanceOf(agreed ? Stage.Agreed.class : Stage.Offered.class);
          assertThat(terms.version()).isEqualTo(agreed ? 1 : 2);
          assertThat(terms.price().amount()).isEqualTo(agreed ? PRICE : PRICE + 1);
        });
  }

  @Test
  public void aClaimIsDecidedByOneOfTwo() {
    long toClient = PRICE / 3;
    rounds(
        "resolve or concede",
        deals::disputed,
        deal ->
            new Race(
                does(world.arbiter, deal, new Command.Resolve(PaidWorld.rub(toClient), "A third.")),
                does(deal.specialist(), deal, new Command.Concede(Optional.empty())),
                false),
        (deal, resolved) -> {
          assertThat(world.stage(deal)).isInstanceOf(Stage.Completed.class);
          assertThat(world.wallet(deal)).isEqualTo(resolved ? toClient : PRICE);
          assertThat(world.earnings(deal)).isEqualTo(resolved ? 60_000 : 0);
          assertThat(world.held(deal)).isZero();
        });
  }

  @Test
  public void aTimerThatComesTwiceReleasesOnce() {
    Instant instant = Deals.releasesAt();
    List<Callable<Object>> rounds = new ArrayList<>();
    for (int n = 0; n < ROUNDS; n++) {
      String name = "-" + n;
      rounds.add(
          () -> {
            Deal deal = deals.closed(name);
            List<AtOnce.Outcome> outcomes =
                AtOnce.all(List.of(wake(deal, instant), wake(deal, instant)));
            assertThat(outcomes).hasOnlyElementsOfType(AtOnce.Outcome.Done.class);
            assertReleased(deal);
            return deal;
          });
    }
    assertThat(AtOnce.fewAtATime(ROUNDS_AT_ONCE, rounds)).hasSize(ROUNDS);
  }

  private void assertReleased(Deal deal) {
    assertThat(world.stage(deal)).isInstanceOf(Stage.Completed.class);
    assertThat(world.told(deal, Event.RELEASED)).isEqualTo(1);
    assertThat(world.told(deal, Event.CLAIMED)).isZero();
    assertThat(world.earnings(deal)).isEqualTo(EARNED);
    assertThat(world.held(deal)).isZero();
  }

  private interface Verdict {
    /**
     * @param first whether the first one of the two has had their way
     */
    void look(Deal deal, boolean first);
  }

  private void rounds(
      String what, Function<String, Deal> stage, Function<Deal, Race> race, Verdict verdict) {
    List<Callable<Boolean>> rounds = new ArrayList<>();
    for (int n = 0; n < ROUNDS; n++) {
      int number = n;
      rounds.add(() -> round(number, stage.apply("-" + number), race, verdict));
    }
    List<Boolean> first = AtOnce.fewAtATime(ROUNDS_AT_ONCE, rounds);
    long won = first.stream().filter(it -> it).count();
    System.out.printf("Races, %s: %,d against %,d%n", what, won, ROUNDS - won);
  }

  private boolean round(int n, Deal deal, Function<Deal, Race> races, Verdict verdict) {
    Race race = races.apply(deal);
    List<AtOnce.Outcome> outcomes =
        AtOnce.all(List.of(after(n % 4, deal, race.one()), after(n / 4 % 6, deal, race.other())));
    List<AtOnce.Outcome.No> refused =
        outcomes.stream()
            .filter(AtOnce.Outcome.No.class::isInstance)
            .map(AtOnce.Outcome.No.class::cast)
            .toList();
    boolean first = outcomes.getFirst() instanceof AtOnce.Outcome.Done;
    assertThat(refused)
        .hasSize(race.byTime() && first ? 0 : 1)
        .allSatisfy(
            no ->
                assertThat(no.why().code())
                    .isIn(Code.WRONG_STAGE, Code.TERMS_CHANGED, Code.MISSING_FIELD));
    verdict.look(deal, first);
    assertThat(world.isWhole(deal)).isTrue();
    return first;
  }

  /** Whoever has more to read would always be later: everybody looks around first, now and then. */
  private Callable<Object> after(int looks, Deal deal, Callable<Object> call) {
    return () -> {
      for (int look = 0; look < looks; look++) {
        world.stage(deal);
      }
      return call.call();
    };
  }

  private Callable<Object> claim(Deal deal, Instant now) {
    return () ->
        world.does(deal.client(), deal, "claim", new Command.Claim("Wrong.", List.of()), now);
  }

  private Callable<Object> wake(Deal deal, Instant now) {
    return () -> {
      world.wakes(deal, now);
      return deal;
    };
  }

  private Callable<Object> does(String person, Deal deal, Command command) {
    return () -> world.does(person, deal, command.name().text(), command, Deals.at(10));
  }
}
