package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  /** The worst that can happen to a generator: every copy begins where the snapshot was taken. */
  @Test
  void noNumberRepeatsAfterRestoresOfOneSnapshot() {
    FreshRandom random = FreshRandom.registered();
    Set<Long> drawn = new HashSet<>();
    int draws = 0;
    for (int restore = 0; restore < 2; restore++) {
      random.beforeCheckpoint(null);
      random.afterRestore(null);
      for (int n = 0; n < 1_000; n++, draws++) {
        drawn.add(random.nextLong());
      }
    }
    assertThat(drawn).hasSize(draws);
  }

  @Test
  void theGeneratorIsBornAnewAfterARestore() {
    FreshRandom random = FreshRandom.registered();
    Object before = random.source();
    random.afterRestore(null);
    assertThat(random.source()).isNotSameAs(before);
  }
}
