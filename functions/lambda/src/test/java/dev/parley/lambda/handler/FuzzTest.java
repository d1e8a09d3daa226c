package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.lambda.handler.FuzzInputs.Input;
import dev.parley.lambda.handler.FuzzWorker.Ended;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Recorded events, damaged at random, against the functions that answer people: every one is
 * answered, with a code that clients know where it is refused, and none costs more than its size
 * explains. A failure names the seed that replays it ({@code -Dparley.seed}).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FuzzTest {
  private static final int INPUTS = Boolean.getBoolean("parley.soak") ? 1_000_000 : 50_000;
  private static final int INPUTS_OF_A_STAGE = 1_000;
  private static final int PARTS = 5;
  private static final int WORKERS = 2;
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  /** What one damaged event after the other does not bring about, and why; all else must come. */
  private static final Map<Code, String> OUT_OF_REACH =
      Map.of(
          Code.TOO_MANY_ROOMS,
              "a stage has fewer conversations and channels than a socket may watch",
          Code.BUSY, "nobody else writes into a stage",
          Code.INTERNAL, "a defect, which is what is looked for");

  /**
   * What so many things must be right for that it comes in most runs and not in all; each has a
   * test of its own.
   */
  private static final Set<Code> RARE =
      Set.of(
          Code.FILE_MISSING,
          Code.FILE_REFUSED,
          Code.CLIENT_FIRST,
          Code.LEGAL_HOLD,
          Code.TERMS_CHANGED,
          Code.UNBLOCK_FIRST,
          Code.UNREACHABLE,
          Code.CONFIRMATION_NEEDED);

  private static final Set<String> CODES =
      Stream.of(Code.values()).map(Code::text).collect(Collectors.toSet());
  private static final FuzzCosts COSTS = new FuzzCosts();

  /** How often inputs ended how. */
  private static final Map<String, Integer> ENDED = new ConcurrentHashMap<>();

  private static List<FuzzWorker> workers;

  @BeforeAll
  static void start() throws IOException {
    workers = List.of(new FuzzWorker(), new FuzzWorker());
  }

  @AfterAll
  static void stop() {
    workers.forEach(FuzzWorker::close);
  }

  @Test
  @Order(1)
  void everyRouteAndEveryActionHasARecordedEvent() {
    Handlers handlers = workers.getFirst().handlers();
    assertThat(FuzzInputs.routes(handlers)).isEqualTo(handlers.routes());
    assertThat(FuzzInputs.actions(handlers)).isEqualTo(Handlers.documentedActions());
  }

  @RepeatedTest(PARTS)
  @Order(2)
  void everyInputIsAnsweredAndCostsWhatItsSizeExplains(RepetitionInfo part) throws Exception {
    int stages = INPUTS / PARTS / INPUTS_OF_A_STAGE;
    int first = (part.getCurrentRepetition() - 1) * stages;
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<?>> all =
          IntStream.range(0, WORKERS)
              .<Future<?>>mapToObj(
                  number ->
                      threads.submit(
                          () -> {
                            for (int at = first + number; at < first + stages; at += WORKERS) {
                              play(workers.get(number), SEED + (long) at * INPUTS_OF_A_STAGE);
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  /** A stage and its inputs, the same for the same seed. */
  private static void play(FuzzWorker worker, long seed) throws IOException {
    FuzzStage stage = worker.stage(seed);
    FuzzInputs inputs = new FuzzInputs(worker.handlers());
    for (int number = 0; number < INPUTS_OF_A_STAGE; number++) {
      Input input = inputs.next(seed + number, stage);
      Ended ended = ask(worker, input, "-Dparley.seed=" + seed + ", input " + number);
      COSTS.note(worker, input, ended);
      ENDED.merge(ended.outcome(), 1, Integer::sum);
    }
  }

  private static Ended ask(FuzzWorker worker, Input input, String replay) {
    try {
      Ended ended = worker.ask(input);
      // Nobody else writes here: it was the machine that was slow, which it is not twice.
      Ended again = isBusy(ended) ? worker.ask(input) : ended;
      assertThat(isBusy(again)).as("busy").isFalse();
      return again;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(replay + ": " + input, e);
    }
  }

  private static boolean isBusy(Ended ended) {
    return ended.outcome().equals(Code.BUSY.text());
  }

  @Test
  @Order(3)
  void whatWasDearIsNotDearWhenItIsAskedAgainAlone() {
    assertThat(COSTS.suspects()).isNotEmpty();
    for (FuzzCosts.Suspect suspect : COSTS.suspects()) {
      assertThat(COSTS.dearAgain(suspect)).as("%s", suspect.input()).isEmpty();
    }
  }

  @Test
  @Order(4)
  void everyCodeInReachWasReached() {
    System.out.println(
        "FuzzTest: -Dparley.seed=%d, %s, %s".formatted(SEED, new TreeMap<>(ENDED), COSTS));
    Set<String> inReach = new TreeSet<>(CODES);
    OUT_OF_REACH.keySet().forEach(code -> inReach.remove(code.text()));
    RARE.forEach(code -> inReach.remove(code.text()));
    assertThat(ENDED.keySet()).containsAll(inReach);
  }
}
