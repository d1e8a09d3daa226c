package dev.parley.lambda.handler;

import dev.parley.lambda.handler.FuzzInputs.Input;
import dev.parley.lambda.handler.FuzzWorker.Ended;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What inputs may cost, by their size. Bytes that a thread allocates are counted exactly; its time
 * is not, so an input is dear only if it is dear when it is asked again, alone.
 */
final class FuzzCosts {
  /** What is refused for its form has asked for nothing yet. */
  private static final Set<String> BY_FORM =
      Set.of("invalid_json", "unknown_action", "missing_field", "unknown_field");

  private static final int MOST_CHARACTERS_READ = 131_072;

  private static final int SUSPECTS = 50;
  private static final int TRIES = 3;
  private static final int TIMES_THE_MEDIAN = 500;
  private static final double MUCH_NANOS = 1e7;
  private static final double PAGE = 4_096;

  // About three times of what was measured.
  private static final double FORM_BYTES = 64_000;
  private static final double FORM_BYTES_OF_A_CHARACTER = 24;
  private static final double STORE_BYTES = 2_500_000;
  private static final double STORE_BYTES_OF_A_CHARACTER = 60;

  private final List<Suspect> suspects = new ArrayList<>();
  private long[] nanos = new long[1 << 16];
  private int noted;

  /** An input that seemed dear, and by how many times of what it may cost. */
  record Suspect(FuzzWorker worker, Input input, double times) {}

  synchronized void note(FuzzWorker worker, Input input, Ended ended) {
    if (noted == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * noted);
    }
    nanos[noted++] = ended.nanos();
    double times = Math.max(bytes(ended), ended.nanos() / pages(ended) / MUCH_NANOS);
    suspects.add(new Suspect(worker, input, times));
    if (suspects.size() > 20 * SUSPECTS) {
      keepTheWorst();
    }
  }

  /** What has to be asked again, the dearest first. */
  synchronized List<Suspect> suspects() {
    keepTheWorst();
    return List.copyOf(suspects);
  }

  private void keepTheWorst() {
    suspects.sort(Comparator.comparingDouble(Suspect::times).reversed());
    suspects.subList(Math.min(SUSPECTS, suspects.size()), suspects.size()).clear();
  }

  /** What a suspect has cost each time when it is asked again; empty if once it was not dear. */
  List<Ended> dearAgain(Suspect suspect) {
    List<Ended> again =
        IntStream.range(0, TRIES)
            .mapToObj(_ -> suspect.worker().ask(suspect.input()))
            .takeWhile(this::isDear)
            .toList();
    return again.size() == TRIES ? again : List.of();
  }

  private boolean isDear(Ended ended) {
    return bytes(ended) > 1 || ended.nanos() > TIMES_THE_MEDIAN * medianNanos() * pages(ended);
  }

  private synchronized long medianNanos() {
    return Arrays.stream(nanos, 0, noted).sorted().skip(noted / 2).findFirst().orElseThrow();
  }

  /** The part that was allocated of what may be. */
  private static double bytes(Ended ended) {
    // A file may be too large, too, which is known only when its workspace was looked up.
    boolean tooLong =
        ended.outcome().equals("too_large") && ended.characters() > MOST_CHARACTERS_READ;
    boolean byForm = tooLong || BY_FORM.contains(ended.outcome());
    double may =
        byForm
            ? FORM_BYTES + FORM_BYTES_OF_A_CHARACTER * ended.characters()
            : STORE_BYTES + STORE_BYTES_OF_A_CHARACTER * ended.characters();
    return ended.bytes() / may;
  }

  private static double pages(Ended ended) {
    return 1 + ended.characters() / PAGE;
  }

  @Override
  public String toString() {
    return "%d inputs, median %d us of a processor".formatted(noted, medianNanos() / 1_000);
  }
}
