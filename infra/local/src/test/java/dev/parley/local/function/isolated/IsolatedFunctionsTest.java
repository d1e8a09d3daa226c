package dev.parley.local.function.isolated;

import static dev.parley.local.function.isolated.Functions.definition;
import static dev.parley.local.function.isolated.Functions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionException;
import dev.parley.local.sample.SampleJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a function in a process of its own sees, and how it answers. */
@EnabledOnOs(OS.LINUX)
class IsolatedFunctionsTest {
  @TempDir static Path folder;
  private static FunctionDefinition alone;
  private static Functions functions;

  @BeforeAll
  static void start() {
    alone = definition("F", SampleJar.in(folder), "Alone");
    functions = Functions.of(alone, definition("G", alone.code(), "Alone::handleRequest"));
  }

  @AfterAll
  static void close() {
    functions.close();
  }

  @Test
  void aProcessHasTheFunctionsEnvironmentAndWhatLambdaAddsAndNothingElse() {
    Map<String, String> seen = functions.returned("F", "do", "environment");
    List.of("pid", "requestId", "arn", "function", "remaining", "memory").forEach(seen::remove);
    assertThat(seen)
        .containsOnlyKeys(
            "AWS_REGION",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_FORMAT",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LANG",
            "TZ",
            "_HANDLER")
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "the-F")
        .containsEntry("_HANDLER", "dev.parley.local.sample.Alone")
        .containsEntry("TZ", ":UTC");
  }

  @Test
  void aFunctionKnowsItsInvocation() {
    Map<String, String> seen = functions.returned("G");
    assertThat(seen).containsEntry("arn", "arn:G:live").containsEntry("function", "the-G");
    assertThat(Integer.parseInt(seen.get("remaining"))).isBetween(20_000, 30_000);
    assertThat(Integer.parseInt(seen.get("memory"))).isBetween(200, 256);
    assertThat(functions.returned("G").get("requestId")).isNotEqualTo(seen.get("requestId"));
  }

  @Test
  void oneProcessServesOneEventAfterTheOther() {
    assertThat(functions.pid("F")).isEqualTo(functions.pid("F")).isNotEqualTo(functions.pid("G"));
  }

  @Test
  void whatAFunctionLogsAndPrintsIsItsLog() throws InterruptedException {
    String request = functions.returned("F", "do", "log").get("requestId");
    String before = "F " + request + " ";
    assertThat(functions.line(it -> it.equals(before + "two\nlines"))).isNotNull();
    assertThat(functions.line(it -> it.equals(before + "без уровня"))).isNotNull();
    assertThat(functions.line(it -> it.equals(before + "[WARN] warned"))).isNotNull();
    assertThat(functions.line(it -> it.endsWith("printed"))).startsWith("F ");
    assertThat(functions.line(it -> it.endsWith("complained"))).startsWith("F ");
  }

  @Test
  void whatAFunctionThrowsIsItsFailureAndItsTraceStaysInTheLog() throws InterruptedException {
    long pid = functions.pid("F");
    assertThat(functions.invoke("F", "do", "throw"))
        .isEqualTo(new Answer.Failed("java.lang.IllegalArgumentException", "thrown\nas asked"));
    assertThat(functions.line(it -> it.contains("as asked") && it.contains("sample.Alone")))
        .contains("IllegalArgumentException");
    assertThat(functions.pid("F")).isEqualTo(pid);
  }

  @Test
  void aFunctionOutOfStackHasFailedAndWorksAgain() {
    assertThat(functions.invoke("F", "do", "overflow"))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            it -> assertThat(it.errorType()).isEqualTo("java.lang.StackOverflowError"));
    assertThat(functions.returned("F")).containsKey("pid");
  }

  @Test
  void largeEventsAndAnswersPass() {
    String text = "я".repeat(1_500_000);
    assertThat(functions.returned("F", "do", "repeat", "text", text).get("text")).isEqualTo(text);
  }

  @Test
  void aFewEventsRunAtOnceAndTheOthersWaitForTheirTurn() throws Exception {
    List<Future<Map<String, String>>> answers = new ArrayList<>();
    Set<String> pids = new HashSet<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3 * Pool.MOST; i++) {
        answers.add(callers.submit(() -> functions.returned("G", "do", "wait", "for", "PT0.2S")));
      }
    }
    for (var answer : answers) {
      pids.add(answer.get().get("pid"));
    }
    assertThat(pids).hasSize(Pool.MOST);
  }

  @Test
  void aHandlerThatDoesNotExistFailsWhenItIsInvoked() {
    try (Functions wrong = Functions.of(definition("F", alone.code(), "Missing"))) {
      assertThat(wrong.invoke("F"))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              it -> assertThat(it.errorType()).isEqualTo("java.lang.ClassNotFoundException"));
    }
  }

  @Test
  void aFunctionThatCannotStartIsNamed() {
    FunctionDefinition refusing = with(alone, Map.of("REFUSE_WHEN", folder.toString()));
    assertThatThrownBy(() -> Functions.of(refusing))
        .isInstanceOf(FunctionException.class)
        .hasMessage("function F cannot start: java.lang.IllegalStateException: refused");
  }

  @Test
  void aMissingJarIsToBeBuilt() {
    Path missing = folder.resolve("missing.jar");
    assertThatThrownBy(() -> Functions.of(definition("F", missing, "Alone")))
        .hasMessage("function F cannot start: there is no jar at " + missing + ": build it first");
  }

  @Test
  void anUnknownFunctionIsRefused() {
    assertThatThrownBy(() -> functions.invoke("H"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no function H among [F, G]");
  }

  @Test
  void anEventIsAnsweredWithoutTheDelayOfSmallPackets() {
    functions.pid("F");
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      long before = System.nanoTime();
      functions.pid("F");
      micros.add((System.nanoTime() - before) / 1_000);
    }
    micros.sort(null);
    // With the delay, every event takes 44 ms.
    assertThat(Duration.ofNanos(micros.get(20) * 1_000)).isLessThan(Duration.ofMillis(40));
  }
}
