package dev.parley.local.queue;

import dev.parley.local.clock.LocalClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process with queues in a folder, to be killed. */
final class QueueChild {
  private QueueChild() {}

  public static void main(String[] args) throws IOException {
    var place =
        new LocalQueues.Place(
            "127.0.0.1", 0, "us-east-1", "123456789012", Optional.of(Path.of(args[0])));
    try (LocalQueues queues = LocalQueues.listen(place, new LocalClock())) {
      queues.create(List.of(QueueFixture.standard("work"), QueueFixture.fifo("line.fifo")));
      System.out.println(queues.endpoint());
      // Until whoever started it is gone.
      while (System.in.read() >= 0) {
        System.out.println("?");
      }
    }
  }
}
