package dev.parley.local.lambda;

import dev.parley.local.clock.LocalClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Accepts events into a folder and never handles one, until it is killed. */
final class KilledProcess {
  private KilledProcess() {}

  public static void main(String[] arguments) {
    Workshop workshop = new Workshop();
    workshop.work =
        _ -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Workshop.returned("null");
        };
    AsynchronousInvocations invocations =
        AsynchronousInvocations.open(
            List.of(Workshop.FUNCTION),
            Map.of(),
            new LocalClock(),
            workshop,
            Optional.of(Path.of(arguments[0])),
            _ -> {});
    invocations.begin(workshop);
    for (int i = 0; ; i++) {
      byte[] event = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
      invocations.accept("Work", event, Optional.empty());
      System.out.println(i);
    }
  }
}
