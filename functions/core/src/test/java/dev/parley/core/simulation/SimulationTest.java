package dev.parley.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * People talk all day in an unfriendly world, and in the end everybody has what the logs say.
 * {@code -Dparley.seed=N} runs one day alone, {@code -Psoak} a hundred times as many.
 */
class SimulationTest {
  private static final int MESSAGES_A_DAY = 5_000;
  private static final int DAYS = 20;
  private static final int DAYS_OF_SOAK = 2_000;

  /** Of all codes, those that conversations refuse with. */
  private static final List<Code> CODES =
      List.of(
          Code.NOT_A_MEMBER,
          Code.NOT_ALLOWED,
          Code.CLIENT_FIRST,
          Code.BLOCKED,
          Code.UNBLOCK_FIRST,
          Code.RESTRICTED,
          Code.UNREACHABLE,
          Code.NOT_EDITABLE,
          Code.TOO_LATE,
          Code.CONFIRMATION_NEEDED,
          Code.NOT_FOUND,
          Code.NOT_WATCHING,
          Code.ALREADY_ANSWERED,
          Code.TOO_MANY_ROOMS,
          Code.UNKNOWN_POSITION,
          Code.INVALID_FIELD,
          Code.IDEMPOTENCY_MISMATCH,
          Code.RATE_LIMITED,
          Code.BUSY);

  @Test
  void whateverHappensEverybodyHasWhatTheLogsSayInTheEnd() throws InterruptedException {
    Long seed = Long.getLong("parley.seed");
    List<Long> seeds = new ArrayList<>();
    int days = Boolean.getBoolean("parley.soak") ? DAYS_OF_SOAK : DAYS;
    Stream.iterate(1L, day -> day + 1).limit(days).forEach(seeds::add);
    Tally all = new Tally();
    for (long day : seed == null ? seeds : List.of(seed)) {
      all.add(Day.run(day, MESSAGES_A_DAY));
    }
    System.out.printf("Simulation of %,d messages:%n%s", all.of("entry text"), all.inWords());
    if (seed == null) {
      assertThat(all.of("day whole")).isEqualTo(days);
      assertThat(all.of("entry text")).isGreaterThanOrEqualTo((long) days * MESSAGES_A_DAY);
      assertThat(all.missing(expected())).as("what never happened").isEmpty();
    }
  }

  @Test
  void theSameSeedGivesTheSameDay() throws InterruptedException {
    String once = Day.run(99, 300).inWords();
    assertThat(once).contains("command: ").isEqualTo(Day.run(99, 300).inWords());
    assertThat(once).isNotEqualTo(Day.run(98, 300).inWords());
  }

  private static List<String> expected() {
    List<String> expected = new ArrayList<>(Unreliable.faults());
    CODES.forEach(code -> expected.add("refused " + code.text()));
    Stream.of(
            "write read sync unsync watch unwatch typing ping connect disconnect open look",
            "block unblock hide restore restrict lift leave return",
            "revoke grant link unlink hold release project rebuild")
        .flatMap(line -> Stream.of(line.split(" ")))
        .forEach(command -> expected.add("command " + command));
    Stream.of(
            "opened text edited blocked unblocked hidden restored",
            "restricted lifted left returned")
        .flatMap(line -> Stream.of(line.split(" ")))
        .forEach(kind -> expected.add("entry " + kind));
    Stream.of("to Parley", "to device")
        .flatMap(way -> Stream.of("lost", "doubled", "late").map(how -> how + " frame " + way))
        .forEach(fault -> expected.add("fault " + fault));
    expected.addAll(
        List.of(
            "fault gone",
            "fault no disconnect",
            "race lost by Append",
            "race lost by Amend",
            "race lost by Point",
            "race lost by Enlist",
            "frame reset",
            "frame bye",
            "frame typing",
            "gap seen",
            "far back found",
            "far back not found",
            "stream batch",
            "stream single record",
            "socket refused",
            "socket closed by Parley"));
    return expected;
  }
}
