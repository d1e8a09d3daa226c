package dev.parley.lambda.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Deadlines;
import dev.parley.core.consultation.Event;
import dev.parley.core.consultation.RunOut;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.TimerQueues;
import dev.parley.core.failure.Refused;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A timer releases, the schedule releases, and the client claims, at one instant on DynamoDB Local:
 * just one of it happens.
 */
class ReleaseRacesTest {
  private static final int ROUNDS = Boolean.getBoolean("parley.soak") ? 1_000 : 50;
  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant RELEASE = BEGIN.plus(Duration.ofHours(72));

  private static LocalDynamo dynamo;
  private static Map<String, String> tables;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Each of the three reads a clock of its own. */
  private final ThreadLocal<Instant> now = ThreadLocal.withInitial(() -> BEGIN);

  @BeforeAll
  static void start() {
    Path template = Path.of(System.getProperty("parley.root"), "template.yaml");
    dynamo = LocalDynamo.start(Optional.empty());
    LocalDynamo.createTablesOf(template, Map.of(), dynamo.client());
    tables =
        Template.read(template)
            .resolve(Map.of(), Addresses.none())
            .functions()
            .getFirst()
            .environment();
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  @AfterEach
  void end() {
    threads.close();
  }

  @Test
  void atTheInstantOfTheReleaseNobodyClaimsAnyMore() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(claimed(RELEASE)).isFalse();
    }
  }

  /** The clock of whoever serves the client is a millisecond behind. */
  @Test
  void theClaimHasItsWayOrTheRelease() throws Exception {
    int claims = 0;
    for (int round = 0; round < ROUNDS; round++) {
      claims += claimed(RELEASE.minusMillis(1)) ? 1 : 0;
    }
    System.out.printf("Races, claim or release: %,d against %,d%n", claims, ROUNDS - claims);
  }

  /** Plays one round and proves that just one of the two has happened, once. */
  private boolean claimed(Instant clientsNow) throws Exception {
    Sales sales = new Sales(dynamo.client(), tables, new NoQueues(), now::get);
    ConsultationId id = sales.closed("one");
    RunOut timer = new RunOut(id, sales.stage(id).wakeAt().orElseThrow(), false);
    assertThat(timer.at()).isEqualTo(RELEASE);
    CyclicBarrier start = new CyclicBarrier(3);
    Future<Object> byQueue = at(RELEASE, start, () -> sales.deadlines().ranOut(timer));
    Future<Object> bySchedule = at(RELEASE, start, () -> sales.deadlines().release());
    Future<Object> byClient = at(clientsNow, start, () -> claim(sales, id));

    assertThat(byQueue.get()).isIn(Deadlines.Outcome.DECIDED, Deadlines.Outcome.MOVED_ON);
    assertThat(((Deadlines.Swept) bySchedule.get()).failures()).isEmpty();
    boolean claimed = (boolean) byClient.get();
    assertThat(sales.told(id, Event.CLAIMED)).isEqualTo(claimed ? 1 : 0);
    assertThat(sales.told(id, Event.RELEASED)).isEqualTo(claimed ? 0 : 1);
    assertThat(sales.stage(id))
        .isInstanceOf(claimed ? Stage.Disputed.class : Stage.Completed.class);
    assertThat(sales.held(id)).isEqualTo(claimed ? Sales.PRICE : 0);
    assertThat(sales.earnings()).isEqualTo(claimed ? 0 : Sales.EARNED);
    return claimed;
  }

  private Future<Object> at(Instant instant, CyclicBarrier start, Callable<Object> what) {
    return threads.submit(
        () -> {
          now.set(instant);
          start.await();
          return what.call();
        });
  }

  private static boolean claim(Sales sales, ConsultationId id) {
    try {
      sales.does(Sales.CLIENT, id, new Command.Claim("It is wrong.", List.of()));
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** Nobody takes timers from here. */
  private record NoQueues() implements TimerQueues {
    @Override
    public void set(Timer timer, Instant now) {}

    @Override
    public void setAgain(Timer timer, Instant now) {}

    @Override
    public void setAll(List<Timer> timers, Instant now) {}
  }
}
