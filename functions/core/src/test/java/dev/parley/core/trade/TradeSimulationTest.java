package dev.parley.core.trade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Transition;
import dev.parley.core.failure.Code;
import dev.parley.core.simulation.Tally;
import dev.parley.core.simulation.Unreliable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People buy and sell consultations for months in an unfriendly world, and the laws of {@link
 * Invariant} hold after every step. {@code -Dparley.seed=N} runs one season alone, {@code -Psoak} a
 * hundred thousand.
 */
class TradeSimulationTest {
  private static final Long SEED = Long.getLong("parley.seed");
  private static final int SEASONS = Boolean.getBoolean("parley.soak") ? 100_000 : 320;
  private static final int PARTS = 4;
  private static final Tally ALL = new Tally();

  /** Of all codes, those that the market hears. */
  private static final List<Code> CODES =
      List.of(
          Code.NOT_FOUND,
          Code.MISSING_FIELD,
          Code.INVALID_FIELD,
          Code.BLOCKED,
          Code.UNBLOCK_FIRST,
          Code.TOO_LATE,
          Code.IDEMPOTENCY_MISMATCH,
          Code.INSUFFICIENT_FUNDS,
          Code.BELOW_MINIMUM,
          Code.ABOVE_LIMIT,
          Code.RESERVE_EXHAUSTED,
          Code.PRICE_CAP,
          Code.WRONG_STAGE,
          Code.TERMS_CHANGED);

  /** In parts, so that a slow machine has the time it needs for each. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whateverHappensEveryLawHoldsAfterEveryStep(int part) throws InterruptedException {
    long first = part * (long) SEASONS / PARTS + 1;
    long last = (part + 1) * (long) SEASONS / PARTS;
    long[] one = {SEED == null ? 0 : SEED};
    for (long seed : SEED == null ? LongStream.rangeClosed(first, last).toArray() : one) {
      ALL.add(Season.run(seed));
    }
  }

  @AfterAll
  static void everythingHasHappened() {
    System.out.printf("Simulation of %,d seasons:%n%s", ALL.of("season whole"), ALL.inWords());
    if (SEED == null && ALL.of("season whole") == SEASONS) {
      assertThat(ALL.missing(expected())).as("what never happened").isEmpty();
    }
  }

  @Test
  void theSameSeedGivesTheSameSeason() throws InterruptedException {
    String once = Season.run(99).inWords();
    assertThat(once).contains("transition: ").isEqualTo(Season.run(99).inWords());
    assertThat(once).isNotEqualTo(Season.run(98).inWords());
  }

  private static List<String> expected() {
    List<String> expected = new ArrayList<>(Unreliable.faults());
    CODES.forEach(code -> expected.add("refused " + code.text()));
    Stream.of(Command.Name.values())
        .map(Command.Name::text)
        .filter(name -> !name.equals("wake"))
        .forEach(
            name -> {
              expected.add("command " + name);
              expected.add("done " + name);
            });
    Transition.listed()
        .forEach(
            it -> {
              expected.add("transition " + it.free());
              expected.add("stage " + it.to());
              expected.add("money " + it.money());
              if (!it.from().equals("-")) {
                expected.add("race lost by " + it.event());
              }
            });
    Stream.of(Invariant.values())
        .forEach(it -> expected.add("law " + it.name().toLowerCase(Locale.ROOT)));
    Stream.of("never", "late", "early", "twice", "on time", "swept", "swept twice", "failed")
        .forEach(it -> expected.add("timer " + it));
    Stream.of("tried again", "given up", "doubled", "repeated")
        .forEach(it -> expected.add("errand " + it));
    Stream.of("block", "unblock", "say", "look", "judge")
        .forEach(it -> expected.add("command " + it));
    expected.addAll(PaymentAudit.expected());
    expected.addAll(NoticeAudit.expected());
    expected.addAll(Providers.expected());
    expected.addAll(Payers.expected());
    expected.addAll(
        List.of(
            "race lost by a payment",
            "race lost by requested",
            "race lost by a credit",
            "policy changed",
            "done request",
            "done credit",
            "done fund"));
    return expected;
  }
}
