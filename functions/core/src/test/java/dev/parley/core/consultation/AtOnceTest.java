package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.rub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Of everything that two people, or time, can want at once, in both orders. */
class AtOnceTest {
  private static final String OTHER = "the other one";

  /** A command of somebody. */
  private record Wanted(String person, Command command) {
    boolean isTime() {
      return person.equals(OTHER);
    }

    @Override
    public String toString() {
      return command.name().text() + " by " + person;
    }
  }

  /** How to bring an office to a stage at which two can want something at once. */
  private static final Map<String, Function<Office, ConsultationId>> GROUNDS =
      new LinkedHashMap<>();

  static {
    GROUNDS.put("requested", office -> office.request("a"));
    GROUNDS.put("offered", office -> office.offered(100_000));
    GROUNDS.put("agreed", AtOnceTest::agreedWithMoney);
    GROUNDS.put("paid", office -> office.paid(100_000));
    GROUNDS.put("open", office -> office.open(100_000));
    GROUNDS.put("open, forgotten", AtOnceTest::forgotten);
    GROUNDS.put("closed", office -> office.closed(100_000));
    GROUNDS.put("disputed", office -> office.disputed(100_000));
    GROUNDS.put("completed", AtOnceTest::completed);
  }

  private static ConsultationId agreedWithMoney(Office office) {
    office.credit("vera", 100_000);
    return office.agreed(100_000);
  }

  private static ConsultationId forgotten(Office office) {
    ConsultationId id = office.open(100_000);
    office.advance(Duration.ofDays(5));
    office.wake(id);
    return id;
  }

  private static ConsultationId completed(Office office) {
    ConsultationId id = office.closed(100_000);
    office.does("vera", id, new Command.Accept());
    office.wallets.fund(office.in("maria"), rub(500_000), "own", "reserve");
    return id;
  }

  private static List<Wanted> wanted() {
    return List.of(
        new Wanted("lev", new Command.Propose(Office.offer(90_000))),
        new Wanted("lev", new Command.Revise(Office.offer(90_000))),
        new Wanted("lev", new Command.Decline(Optional.empty())),
        new Wanted("vera", new Command.Decline(Optional.empty())),
        new Wanted("vera", new Command.Agree(1)),
        new Wanted("vera", new Command.Cancel(Optional.of("why"))),
        new Wanted("lev", new Command.Cancel(Optional.of("why"))),
        new Wanted("vera", new Command.Pay()),
        new Wanted("lev", new Command.Close(Optional.empty())),
        new Wanted("vera", new Command.Accept()),
        new Wanted("vera", new Command.Claim("poor", List.of())),
        new Wanted("vera", new Command.Withdraw()),
        new Wanted("lev", new Command.Concede(Optional.empty())),
        new Wanted("irina", new Command.Resolve(rub(40_000), "so")),
        new Wanted("irina", new Command.Refund(rub(70_000), "so")),
        new Wanted(OTHER, new Command.Wake()));
  }

  @Test
  void allPairsAtOnceAreDecidedOneAfterTheOther() {
    int races = run(InBetween::beforeCommit);
    assertThat(races).isGreaterThan(70);
    System.out.printf("Pairs of commands at once, decided before a commit: %d%n", races);
  }

  @Test
  void allPairsAreDecidedAnewWhenTheBooksTellOfTheOtherAlready() {
    int races = run(InBetween::afterReading);
    assertThat(races).isGreaterThan(70);
    System.out.printf("Pairs of commands at once, between two reads: %d%n", races);
  }

  private static int run(BiConsumer<InBetween, Runnable> when) {
    int races = 0;
    for (String ground : GROUNDS.keySet()) {
      for (Wanted slow : wanted()) {
        for (Wanted fast : wanted()) {
          if (isPossible(ground, slow) && isPossible(ground, fast)) {
            race(ground, slow, fast, when);
            races++;
          }
        }
      }
    }
    return races;
  }

  private static boolean isPossible(String ground, Wanted wanted) {
    Scene scene = new Scene(ground, wanted.isTime());
    return wanted.isTime()
        ? scene.office.stage(scene.id).wakeAt().isPresent()
        : scene.run(scene.office.store, wanted, "key").isPresent();
  }

  /** What one after the other leaves is what both at once leave. */
  private static void race(
      String ground, Wanted slow, Wanted fast, BiConsumer<InBetween, Runnable> when) {
    boolean timed = slow.isTime() || fast.isTime();
    Scene calm = new Scene(ground, timed);
    calm.run(calm.office.store, fast, "fast");
    Optional<Receipt> second = calm.run(calm.office.store, slow, "slow");

    Scene scene = new Scene(ground, timed);
    Office office = scene.office;
    InBetween between = new InBetween(office.store, slow.isTime() ? 1 : 2);
    when.accept(between, () -> scene.run(office.store, fast, "fast"));
    Optional<Receipt> told = scene.run(between, slow, "slow");

    String what = "%s: %s, and %s meanwhile".formatted(ground, slow, fast);
    assertThat(between.happened()).as(what).isTrue();
    assertThat(told).as(what).isEqualTo(second);
    assertThat(office.store.find(scene.id)).as(what).isEqualTo(calm.office.store.find(calm.id));
    assertThat(office.balances()).as(what).isEqualTo(calm.office.balances());
    assertThat(office.flaws()).as(what).isEmpty();
    Set<Long> versions = new HashSet<>();
    assertThat(office.progress(scene.id)).as(what).allMatch(it -> versions.add(it.version()));
    assertThat(versions).as(what).hasSize((int) scene.version());
  }

  /**
   * An office at a stage; where time takes part, it comes at the deadline, and people just before.
   */
  private static final class Scene {
    private final Office office = new Office();
    private final ConsultationId id;
    private final Instant deadline;

    Scene(String ground, boolean timed) {
      id = GROUNDS.get(ground).apply(office);
      deadline =
          timed
              ? office.stage(id).wakeAt().orElse(office.now.get()).plusMillis(1)
              : office.now.get();
    }

    private long version() {
      return office.store.find(id).orElseThrow().version();
    }

    /** A receipt, if it was done and somebody gets one. */
    Optional<Receipt> run(ConsultationStore store, Wanted it, String key) {
      if (it.isTime()) {
        Alarm.rings(office.behind(store, () -> deadline), id);
        return Optional.empty();
      }
      Instant now = deadline.equals(office.now.get()) ? deadline : deadline.minusMillis(2);
      try {
        return Optional.of(
            new Consultations(office.behind(store, () -> now))
                .command(office.in(it.person()), id, it + key, it.command()));
      } catch (Refused e) {
        assertThat(e.code()).isIn(Code.WRONG_STAGE, Code.TERMS_CHANGED, Code.INVALID_FIELD);
        return Optional.empty();
      }
    }
  }

  @Test
  void theSameUnderTheSameKeyAtOnceIsDoneOnceAndAnsweredAlike() {
    List<String> tried = new ArrayList<>();
    for (String ground : GROUNDS.keySet()) {
      for (Wanted it : wanted()) {
        for (BiConsumer<InBetween, Runnable> when :
            List.<BiConsumer<InBetween, Runnable>>of(
                InBetween::beforeCommit, InBetween::afterReading)) {
          if (!it.isTime() && isPossible(ground, it)) {
            Scene scene = new Scene(ground, false);
            Office office = scene.office;
            InBetween between = new InBetween(office.store);
            List<Optional<Receipt>> receipts = new ArrayList<>();
            when.accept(between, () -> receipts.add(scene.run(office.store, it, "same")));
            receipts.add(scene.run(between, it, "same"));
            assertThat(receipts.get(0)).as(ground + ": " + it).isPresent();
            assertThat(receipts.get(1)).as(ground + ": " + it).isEqualTo(receipts.get(0));
            assertThat(office.flaws()).isEmpty();
            tried.add(ground + it);
          }
        }
      }
    }
    assertThat(tried).hasSizeGreaterThan(30);
  }
}
