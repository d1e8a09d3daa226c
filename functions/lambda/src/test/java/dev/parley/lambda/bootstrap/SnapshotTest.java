package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final int DRAWS = 1_000;

  /** Two processes restored from one snapshot hold the same generator, until it is born anew. */
  @Test
  void twoCopiesOfOneSnapshotNeverDrawTheSameNumber() {
    long seedInTheSnapshot = 42;
    List<Long> first = copy(seedInTheSnapshot, 1);
    List<Long> second = copy(seedInTheSnapshot, 2);
    Set<Long> drawn = new HashSet<>(first);
    drawn.addAll(second);
    assertThat(drawn).hasSize(2 * DRAWS);
    assertThat(drawn).doesNotContainAnyElementsOf(draws(new Random(seedInTheSnapshot)));
  }

  @Test
  void theGeneratorOfTheFunctionsIsSecureAndRestored() {
    FreshRandom random = FreshRandom.registered();
    List<Long> before = draws(random);
    random.afterRestore(null);
    assertThat(before).doesNotContainAnyElementsOf(draws(random));
  }

  private static List<Long> copy(long seedInTheSnapshot, long seedAfterTheRestore) {
    Iterator<RandomGenerator> births =
        List.<RandomGenerator>of(new Random(seedInTheSnapshot), new Random(seedAfterTheRestore))
            .iterator();
    FreshRandom random = new FreshRandom(births::next);
    random.beforeCheckpoint(null);
    random.afterRestore(null);
    return draws(random);
  }

  private static List<Long> draws(RandomGenerator random) {
    List<Long> drawn = new ArrayList<>();
    for (int n = 0; n < DRAWS; n++) {
      drawn.add(random.nextLong());
    }
    return drawn;
  }
}
