package dev.parley.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.function.Answer;
import dev.parley.local.sample.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source still knows when its process has ended, in peace or not. */
class StreamRestartTest {
  private static final String TABLE = "kept-notes";
  @TempDir Path folder;

  private Path checkpoints() {
    return folder.resolve("streams");
  }

  private LocalDynamo engine() {
    return LocalDynamo.start(Optional.of(folder.resolve("dynamodb")));
  }

  @Test
  @Conforms("streams-once")
  void aRestartGoesOnWhereTheSourceWas() {
    for (int run = 0; run < 3; run++) {
      try (LocalDynamo dynamo = engine();
          StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
        fixture.put("before-" + run);
        fixture.start(it -> it.folder = Optional.of(checkpoints()));
        fixture.put("after-" + run);
        StreamFixture.eventually(() -> fixture.status().handled() == 2);
        assertThat(fixture.delivered()).containsExactly("before-" + run, "after-" + run);
      }
    }
  }

  @Test
  @Conforms("streams-latest")
  void latestMeansTheFirstStartOnly() {
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      fixture.put("old");
      fixture.start(
          it -> {
            it.folder = Optional.of(checkpoints());
            it.from = StreamSource.StartingPosition.LATEST;
          });
    }
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      fixture.put("meanwhile");
      fixture.start(
          it -> {
            it.folder = Optional.of(checkpoints());
            it.from = StreamSource.StartingPosition.LATEST;
          });
      assertThat(fixture.delivered(1)).containsExactly("meanwhile");
    }
  }

  @Test
  void whatTheFunctionWasDoingAtTheEndIsDeliveredAgain() throws InterruptedException {
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      CountDownLatch begun = new CountDownLatch(1);
      fixture.function =
          _ -> {
            begun.countDown();
            return interrupted();
          };
      fixture.put("a");
      fixture.start(
          it -> {
            it.folder = Optional.of(checkpoints());
            it.attempts = Optional.of(0);
          });
      begun.await();
      fixture.stop();
      assertThat(fixture.reports).isEmpty();
      fixture.function = _ -> StreamFixture.NOTHING;
      fixture.start(it -> it.folder = Optional.of(checkpoints()));
      assertThat(fixture.delivered(2)).containsExactly("a", "a");
    }
  }

  private static Answer interrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamFixture.FAILED;
  }

  @Test
  void whatCouldNotBeToldAtTheEndIsToldByTheNext() throws InterruptedException {
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      CountDownLatch begun = new CountDownLatch(1);
      fixture.function = _ -> StreamFixture.FAILED;
      fixture.sink =
          _ -> {
            begun.countDown();
            interrupted();
            // As what does not pass the interruption on.
            assertThat(Thread.interrupted()).isTrue();
            throw new IllegalStateException("interrupted");
          };
      fixture.put("a");
      fixture.start(
          it -> {
            it.folder = Optional.of(checkpoints());
            it.attempts = Optional.of(0);
          });
      begun.await();
      fixture.stop();
      fixture.sink = fixture.reports::add;
      fixture.start(
          it -> {
            it.folder = Optional.of(checkpoints());
            it.attempts = Optional.of(0);
          });
      StreamFixture.eventually(() -> fixture.reports.size() == 1);
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenHoldsNothingUp() throws IOException {
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      Path inTheWay = Files.createDirectories(checkpoints().resolve("FnNotes.json.new"));
      fixture.start(it -> it.folder = Optional.of(checkpoints()));
      fixture.put("a");
      StreamFixture.eventually(() -> !fixture.lines.isEmpty());
      assertThat(fixture.lines.getFirst()).contains("cannot be written");
      Files.delete(inTheWay);
      fixture.put("b");
      StreamFixture.eventually(() -> fixture.status().handled() == 2);
      fixture.stop();
      fixture.start(it -> it.folder = Optional.of(checkpoints()));
      fixture.put("c");
      assertThat(fixture.delivered(3)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aBrokenCheckpointIsNamed() throws IOException {
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      Files.createDirectories(checkpoints());
      Path file = Files.writeString(checkpoints().resolve("FnNotes.json"), "{");
      assertThatThrownBy(() -> fixture.start(it -> it.folder = Optional.of(checkpoints())))
          .hasMessage("the checkpoint " + file + " is broken");
    }
  }

  @Test
  @Conforms("streams-once")
  void aKilledProcessLosesNothingThatWasWritten() throws Exception {
    List<String> delivered = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // It lives for a second: the second compiler would cost more than it gains.
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-classpath",
                  ClassPath.text(),
                  Victim.class.getName(),
                  folder.toString(),
                  String.valueOf(run))
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines = process.inputReader()) {
        // Dies in the middle of writing and of handling.
        while (written.size() < 30 * (run + 1)) {
          read(lines.readLine(), written, delivered);
        }
        // By its handle, because the process itself would close what it has still to say.
        process.toHandle().destroyForcibly();
        lines.lines().forEach(it -> read(it, written, delivered));
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    try (LocalDynamo dynamo = engine();
        StreamFixture fixture = StreamFixture.on(dynamo, TABLE)) {
      fixture.start(it -> it.folder = Optional.of(checkpoints()));
      fixture.put("last");
      StreamFixture.eventually(() -> fixture.delivered().contains("last"));
      delivered.addAll(fixture.delivered());
      assertThat(fixture.delivered()).as("only what was not handled").hasSizeLessThan(80);
    }
    assertThat(delivered).containsAll(written);
    assertThat(new LinkedHashSet<>(delivered)).containsSubsequence(written);
  }

  private static void read(String line, List<String> written, List<String> delivered) {
    assertThat(line).as("the process goes on").isNotNull();
    // What is not of this form is a warning of the JVM, or the line in which it died.
    if (line.matches("(written|delivered) \\d-\\d{4}")) {
      String[] words = line.split(" ");
      (words[0].equals("written") ? written : delivered).add(words[1]);
    }
  }

  /** Writes and handles until it is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(List.of(arguments).getFirst());
      String run = List.of(arguments).getLast();
      LocalDynamo dynamo = LocalDynamo.start(Optional.of(folder.resolve("dynamodb")));
      StreamFixture fixture = StreamFixture.on(dynamo, TABLE);
      fixture.function =
          batch -> {
            batch.forEach(it -> System.out.println("delivered " + it));
            return StreamFixture.NOTHING;
          };
      fixture.start(
          it -> {
            it.folder = Optional.of(folder.resolve("streams"));
            it.batchSize = 3;
          });
      IntStream.iterate(0, i -> i + 1)
          .mapToObj(i -> "%s-%04d".formatted(run, i))
          .forEach(
              text -> {
                fixture.put("one", Math.abs(text.hashCode()), text);
                System.out.println("written " + text);
              });
    }
  }
}
