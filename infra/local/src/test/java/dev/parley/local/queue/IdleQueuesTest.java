package dev.parley.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdleQueuesTest {
  private static final int QUEUES = 10;

  @Test
  void tenIdleQueuesWithTheirSourcesUseLittleOfAProcessor() {
    QueueDefinition[] definitions =
        IntStream.range(0, QUEUES)
            .mapToObj(i -> QueueFixture.standard("q" + i))
            .toArray(QueueDefinition[]::new);
    List<QueueSource> sources =
        IntStream.range(0, QUEUES)
            .mapToObj(i -> SourceFixture.source("q" + i, 10, Duration.ZERO, false))
            .toList();
    try (var it = new QueueFixture(definitions);
        var running =
            QueueSources.start(
                sources, it.queues, (_, _) -> SourceFixture.NULL, it.clock, (_, _, _) -> {})) {
      assertThat(running).isNotNull();
      settle();
      long before = used();
      Duration measured = Duration.ofSeconds(5);
      long until = System.nanoTime() + measured.toNanos();
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      double share = (double) (used() - before) / measured.toNanos();
      System.out.printf("ten idle queues use %.1f %% of a processor%n", share * 100);
      assertThat(share).isLessThan(0.10);
    }
  }

  // Compilers and collectors have to come to rest before.
  private static void settle() {
    long last = -1;
    long now = used();
    while (last < 0 || now - last > 100_000_000) {
      last = now;
      LockSupport.parkNanos(500_000_000);
      now = used();
    }
  }

  private static long used() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }
}
