package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Delays by a seed. */
class JitterTest {
  private static final Duration BELOW = Duration.ofMillis(500);

  private static List<Duration> delays(Jitter jitter) {
    return Stream.generate(jitter.ofNextConnection()::next).limit(50).toList();
  }

  @Test
  void aSeedGivesTheSameDelaysAgain() {
    long seed = new Random().nextLong();
    Jitter one = Jitter.of(seed, BELOW);
    Jitter again = Jitter.of(seed, BELOW);
    List<Duration> first = delays(one);
    assertThat(delays(again)).as("seed %d", seed).isEqualTo(first);
    List<Duration> second = delays(one);
    assertThat(delays(again)).as("seed %d", seed).isEqualTo(second).isNotEqualTo(first);
    assertThat(first).allMatch(it -> !it.isNegative() && it.compareTo(BELOW) < 0);
    assertThat(delays(Jitter.of(seed + 1, BELOW))).isNotEqualTo(first);
  }

  @Test
  void withoutJitterNothingIsDelayed() {
    assertThat(delays(Jitter.NONE)).containsOnly(Duration.ZERO);
    assertThatIllegalArgumentException().isThrownBy(() -> Jitter.of(1, Duration.ofMillis(-1)));
  }

  @Test
  void aLaterMessageOvertakesAnEarlierOne() throws Exception {
    long seed = new Random().nextLong();
    while (!isSwapping(seed)) {
      seed++;
    }
    try (SocketFixture fixture = SocketFixture.jittering(Jitter.of(seed, BELOW));
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      raw.text("first");
      raw.text("second");
      assertThat(fixture.functions.next("Other").path("body").asText())
          .as("seed %d", seed)
          .isEqualTo("second");
      assertThat(fixture.functions.next("Other").path("body").asText()).isEqualTo("first");
    }
  }

  private static boolean isSwapping(long seed) {
    List<Duration> delays = delays(Jitter.of(seed, BELOW));
    return delays.get(0).minus(delays.get(1)).compareTo(BELOW.dividedBy(2)) > 0;
  }
}
