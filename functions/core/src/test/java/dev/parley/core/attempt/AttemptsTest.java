package dev.parley.core.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static Attempts.Step<String, String> write() {
    return new Attempts.Step.Write<>("what", "done");
  }

  @Test
  void aLostRaceIsDecidedAnew() {
    AtomicInteger tries = new AtomicInteger();
    Attempts<String> attempts = new Attempts<>(_ -> tries.incrementAndGet() > 2, _ -> {});
    String result = attempts.settle(0, _ -> write(), () -> 0);
    assertThat(result).isEqualTo("done");
    assertThat(tries).hasValue(3);
  }

  @Test
  void whoeverLosesAllRacesIsToldToTryAgain() {
    AtomicInteger pauses = new AtomicInteger();
    Attempts<String> attempts = new Attempts<>(_ -> false, _ -> pauses.incrementAndGet());
    assertThatThrownBy(() -> attempts.settle(0, _ -> write(), () -> 0))
        .isInstanceOf(Unavailable.class);
    assertThat(pauses).hasValue(Attempts.MOST);
  }

  @Test
  void aRefusalAfterALostAnswerIsNoAnswer() {
    Attempts<String> attempts =
        new Attempts<>(
            _ -> {
              throw new Ambiguous("on purpose", null);
            },
            _ -> {});
    assertThatThrownBy(() -> attempts.settle(true, first -> judged(first), () -> false))
        .as("what was written may still arrive")
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> attempts.settle(false, first -> judged(first), () -> false))
        .isInstanceOf(Refused.class);
  }

  private static Attempts.Step<String, String> judged(boolean inTime) {
    if (!inTime) {
      throw Refused.of(Code.WRONG_STAGE, "too late");
    }
    return write();
  }
}
