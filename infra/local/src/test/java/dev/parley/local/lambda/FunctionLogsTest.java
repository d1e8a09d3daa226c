package dev.parley.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.function.Answer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FunctionLogsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> passed = new CopyOnWriteArrayList<>();
  private final FunctionLogs logs =
      new FunctionLogs((function, id, text) -> passed.add(function + id + text), () -> NOW);

  @Test
  void onlyTheLatestLinesOfEachFunctionAreKeptAndAllArePassedOn() {
    logs.log("G", "-", "other");
    for (int i = 0; i < FunctionLogs.KEPT + 20; i++) {
      logs.log("F", "r" + i, "line " + i);
    }
    assertThat(logs.latest("F")).hasSize(FunctionLogs.KEPT);
    assertThat(logs.latest("F").getFirst()).isEqualTo(new FunctionLogs.Line(NOW, "r20", "line 20"));
    assertThat(logs.latest("F").getLast().text()).isEqualTo("line 119");
    assertThat(logs.latest("G")).hasSize(1);
    assertThat(logs.latest("H")).isEmpty();
    assertThat(passed).hasSize(FunctionLogs.KEPT + 21).startsWith("G-other");
  }

  @Test
  void aLongLineIsCut() {
    logs.log("F", "-", "x".repeat(100_000));
    assertThat(logs.latest("F").getFirst().text()).hasSizeLessThan(10_000).endsWith("…");
  }

  @Test
  void invocationsAtTheSameTimeAreNotAlone() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountingInvoker counting =
        new CountingInvoker(
            (_, event) -> {
              if (event.length > 0) {
                try {
                  hold.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              return new Answer.Returned(event);
            });
    long quiet = counting.ticket("F");
    counting.invoke("F", new byte[0]);
    assertThat(counting.wasAlone("F", quiet)).isTrue();
    Thread held = Thread.ofVirtual().start(() -> counting.invoke("F", new byte[1]));
    Workshop.until(() -> counting.metrics("F").running() == 1);
    assertThat(counting.wasAlone("F", quiet)).isFalse();
    long busy = counting.ticket("F");
    counting.invoke("F", new byte[0]);
    assertThat(counting.wasAlone("F", busy)).isFalse();
    hold.countDown();
    held.join();
  }
}
