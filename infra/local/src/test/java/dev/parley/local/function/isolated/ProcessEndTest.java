package dev.parley.local.function.isolated;

import static dev.parley.local.function.isolated.Functions.PATIENCE;
import static dev.parley.local.function.isolated.Functions.definition;
import static dev.parley.local.function.isolated.Functions.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.sample.SampleJar;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a function's process is frozen, and how it ends. */
@EnabledOnOs(OS.LINUX)
class ProcessEndTest {
  @TempDir Path folder;
  private FunctionDefinition alone;

  @BeforeEach
  void makeJar() {
    alone = definition("F", SampleJar.in(folder), "Alone");
  }

  @Test
  @Conforms("fn-frozen")
  void whatAFunctionLeftRunningGoesOnWithItsNextEventOnly() {
    String file = folder.resolve("late").toString();
    try (Functions functions = Functions.of(alone, definition("G", alone.code(), "Alone"))) {
      functions.returned("F", "do", "write later", "file", file);
      // Time passes, as the other function sees it too: far more than F needs to write.
      functions.returned("G", "do", "wait", "for", "PT1.5S");
      assertThat(Path.of(file)).doesNotExist();
      functions.returned("F", "do", "await", "file", file);
      assertThat(Path.of(file)).exists();
    }
  }

  @Test
  void aProcessThatExitsHasFailedAndTheNextEventGetsANewOne() throws InterruptedException {
    try (Functions functions = Functions.of(alone)) {
      long first = functions.pid("F");
      assertThat(functions.invoke("F", "do", "exit"))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              it -> {
                assertThat(it.errorType()).isEqualTo("Runtime.ExitError");
                assertThat(it.errorMessage()).endsWith("exited with error: exit status 3");
              });
      assertThat(functions.line(it -> it.contains("exit status 3"))).startsWith("F ");
      assertThat(functions.pid("F")).isNotEqualTo(first);
    }
  }

  @Test
  void aProcessThatWasKilledWhileItRestedCostsNoEvent() throws Exception {
    try (Functions functions = Functions.of(alone)) {
      long first = functions.pid("F");
      kill(first);
      assertThat(functions.pid("F")).isNotEqualTo(first);
    }
  }

  @Test
  void aFunctionThatTakesTooLongIsKilledAndTheNextEventGetsANewProcess() throws Exception {
    Duration timeout = Duration.ofMillis(1_500);
    try (Functions functions = Functions.of(with(alone, timeout))) {
      long first = functions.pid("F");
      assertThat(functions.invoke("F", "do", "wait", "for", "PT1M"))
          .isEqualTo(new Answer.TimedOut(timeout));
      assertThat(functions.line(it -> it.endsWith("Task timed out after 1.50 seconds")))
          .startsWith("F ");
      assertEnds(first);
      assertThat(functions.pid("F")).isNotEqualTo(first);
    }
  }

  @Test
  void aNewProcessThatCannotStartIsTheFailureOfItsEvent() throws Exception {
    Path marker = folder.resolve("marker");
    try (Functions functions =
        Functions.of(with(alone, Map.of("REFUSE_WHEN", marker.toString())))) {
      Files.createFile(marker);
      functions.invoke("F", "do", "exit");
      assertThat(functions.invoke("F"))
          .isEqualTo(new Answer.Failed("java.lang.IllegalStateException", "refused"));
      Files.delete(marker);
      assertThat(functions.returned("F")).containsKey("pid");
    }
  }

  @Test
  void closingEndsEveryProcessAlsoOneThatGoesOnAndOn() throws Exception {
    var answer = new CompletableFuture<Answer>();
    long pid;
    try (Functions functions = Functions.of(alone)) {
      pid = functions.pid("F");
      Thread.startVirtualThread(
          () -> answer.complete(functions.invoke("F", "do", "say and wait", "for", "PT1M")));
      functions.line(it -> it.endsWith("waiting"));
    }
    assertEnds(pid);
    assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Answer.Failed.class, it -> assertThat(it.errorType()).isEqualTo("Runtime.ExitError"));
  }

  @Test
  void whatRunsMayComeToItsEndBeforeEverythingIsClosed() throws Exception {
    var answer = new CompletableFuture<Answer>();
    try (Functions functions = Functions.of(alone)) {
      Thread.startVirtualThread(
          () -> answer.complete(functions.invoke("F", "do", "say and wait", "for", "PT1S")));
      functions.line(it -> it.endsWith("waiting"));
    }
    assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(Answer.Returned.class);
  }

  @Test
  void frozenProcessesEndWhenWhoStartedThemIsKilled() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Keeper.class.getName(), alone.code().toString()));
    Process keeper =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var printed =
        new BufferedReader(
            new InputStreamReader(keeper.getInputStream(), StandardCharsets.US_ASCII))) {
      ProcessHandle function = ProcessHandle.of(Long.parseLong(printed.readLine())).orElseThrow();
      assertThat(function.isAlive()).isTrue();
      keeper.toHandle().destroyForcibly();
      assertEnds(function.pid());
    } finally {
      keeper.destroyForcibly();
    }
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    assertEnds(pid);
  }

  private static void assertEnds(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.orElseThrow().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
