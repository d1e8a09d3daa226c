package dev.parley.local.lambda;

import static dev.parley.local.lambda.Workshop.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Trace;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsynchronousInvocationsKeptTest {
  private static final int ACCEPTED = 50;
  @TempDir Path folder;

  private final LocalClock clock = new LocalClock();
  private final Workshop workshop = new Workshop();

  private AsynchronousInvocations start() {
    AsynchronousInvocations opened =
        AsynchronousInvocations.open(
            List.of(Workshop.FUNCTION), Map.of(), clock, workshop, Optional.of(folder), _ -> {});
    opened.begin(workshop);
    return opened;
  }

  @Test
  @Conforms("lambda-async-kept")
  void whatWasAcceptedBeforeTheProcessWasKilledIsHandledByTheNext() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<Integer> accepted = new TreeSet<>();
    try (BufferedReader output = process.inputReader()) {
      while (accepted.size() < ACCEPTED) {
        accepted.add(Integer.parseInt(output.readLine()));
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    try (AsynchronousInvocations next = start()) {
      until(() -> next.depth("Work") == 0);
    }
    Set<Integer> handled = new TreeSet<>();
    while (workshop.attempts() > 0) {
      handled.add(Integer.parseInt(workshop.next()));
    }
    assertThat(handled).containsAll(accepted);
    try (var _ = start()) {
      assertThat(workshop.attempts()).isZero();
    }
  }

  @Test
  @Conforms("lambda-async-kept")
  void aRetryGoesOnWhereItStoodWithItsChain() throws Exception {
    workshop.work = _ -> new Answer.Failed("Broken", "it broke");
    Trace chain = Trace.begun(clock.instant());
    AsynchronousInvocations first = start();
    first.accept("Work", "{\"a\":\"ж\\n\"}".getBytes(StandardCharsets.UTF_8), Optional.of(chain));
    workshop.next();
    until(() -> attemptsKept() == 1);
    first.close();
    clock.advance(Duration.ofMinutes(2));
    workshop.work = _ -> Workshop.returned("1");
    try (AsynchronousInvocations next = start()) {
      assertThat(workshop.next()).isEqualTo("{\"a\":\"ж\\n\"}");
      workshop.nextChain();
      assertThat(workshop.nextChain()).contains(chain);
      until(() -> next.depth("Work") == 0);
    }
    assertThat(folder).isEmptyDirectory();
  }

  private int attemptsKept() {
    return new Journal(Optional.of(folder))
        .left().stream().mapToInt(AsyncEvent::attempts).findFirst().orElse(0);
  }

  @Test
  void aFarJumpReleasesARetryThatWasDueInTime() throws Exception {
    workshop.work = _ -> new Answer.Failed("Broken", "it broke");
    try (AsynchronousInvocations invocations = start()) {
      invocations.accept("Work", "1".getBytes(StandardCharsets.UTF_8), Optional.empty());
      workshop.next();
      until(() -> attemptsKept() == 1);
      workshop.work = _ -> Workshop.returned("1");
      clock.advance(Duration.ofDays(2));
      assertThat(workshop.next()).isEqualTo("1");
      until(() -> invocations.depth("Work") == 0);
    }
  }

  @Test
  void whatIsAcceptedBeforeTheBeginningIsHandledOnceAfterIt() throws Exception {
    try (AsynchronousInvocations invocations =
        AsynchronousInvocations.open(
            List.of(Workshop.FUNCTION), Map.of(), clock, workshop, Optional.of(folder), _ -> {})) {
      invocations.accept("Work", "1".getBytes(StandardCharsets.UTF_8), Optional.empty());
      assertThat(invocations.depth("Work")).isOne();
      invocations.begin(workshop);
      until(() -> invocations.depth("Work") == 0);
    }
    assertThat(workshop.attempts()).isOne();
  }

  @Test
  void aBrokenFileIsNamed() throws Exception {
    Files.writeString(folder.resolve("x.event"), "nothing");
    assertThatThrownBy(this::start).hasMessageContaining("x.event");
  }
}
