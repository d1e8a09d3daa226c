package dev.parley.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.Conforms;
import dev.parley.local.sample.SampleJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionRunnerTest {
  private static final String SAMPLES = "dev.parley.local.sample.";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  @TempDir static Path folder;
  private static Path jar;

  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private FunctionRunner runner;

  @BeforeAll
  static void makeJar() {
    jar = SampleJar.in(folder);
  }

  @AfterEach
  void close() {
    if (runner != null) {
      runner.close();
    }
  }

  private static FunctionDefinition function(String handler, Map<String, String> environment) {
    return new FunctionDefinition(
        "F", "the-f", "arn:f:live", handler, jar, Duration.ofSeconds(20), 512, environment);
  }

  private void start(FunctionDefinition... definitions) {
    runner =
        FunctionRunner.start(
            List.of(definitions),
            () -> NOW,
            (function, requestId, text) -> log.add(function + " " + requestId + " " + text));
  }

  private Answer invoke(String event) {
    return runner.invoke("F", event.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode returned(String event) throws IOException {
    Answer answer = invoke(event);
    assertThat(answer).isInstanceOf(Answer.Returned.class);
    return new ObjectMapper().readTree(((Answer.Returned) answer).json());
  }

  @Test
  @Conforms("fn-environment")
  void aFunctionSeesItsOwnEnvironmentClockAndContext() throws IOException {
    start(function(SAMPLES + "Greet", Map.of("TABLE", "notes")));
    JsonNode answer = returned("{\"name\":\"Ада\"}");
    assertThat(answer.path("greeting").asText()).isEqualTo("Hello, Ада");
    assertThat(answer.path("TABLE").asText()).isEqualTo("notes");
    assertThat(answer.path("at").asText()).isEqualTo(NOW.toString());
    assertThat(answer.path("arn").asText()).isEqualTo("arn:f:live");
    assertThat(answer.path("function").asText()).isEqualTo("the-f");
    assertThat(answer.path("remaining").asInt()).isBetween(1, 20_000);
    assertThat(answer.path("contextLoader").asText()).isEqualTo("function");
    assertThat(log).containsExactly("F " + answer.path("requestId").asText() + " greeting Ада");
  }

  @ParameterizedTest
  @CsvSource({
    "dev.parley.local.sample.Echo, own",
    "dev.parley.local.function.FunctionRunner, hidden",
    "com.fasterxml.jackson.databind.ObjectMapper, hidden",
    "software.amazon.awssdk.services.dynamodb.DynamoDbClient, hidden",
    "com.amazonaws.services.lambda.runtime.Context, shared",
    "com.amazonaws.services.lambda.runtime.events.SQSEvent, own",
    "java.sql.Connection, shared",
  })
  void aFunctionSeesItsJarTheJdkAndLambdasInterfacesOnly(String type, String seen)
      throws IOException {
    start(function(SAMPLES + "Greet", Map.of()));
    assertThat(returned("{\"look\":\"" + type + "\"}").path("sees").asText()).isEqualTo(seen);
  }

  @Test
  void aMethodNameInTheHandlerIsUnderstood() throws IOException {
    start(function(SAMPLES + "Greet::handleRequest", Map.of()));
    assertThat(returned("{\"name\":\"A\"}").path("greeting").asText()).isEqualTo("Hello, A");
  }

  @Test
  void aStreamHandlerGetsAndGivesBytes() {
    start(function(SAMPLES + "Echo", Map.of()));
    assertThat(invoke("[1, 2]"))
        .isInstanceOfSatisfying(
            Answer.Returned.class, it -> assertThat(it.json()).asString().isEqualTo("[1, 2]"));
  }

  @Test
  void anEventOfAwsIsReadAsAwsReadsIt() throws IOException {
    start(function(SAMPLES + "Http", Map.of()));
    JsonNode answer =
        returned(
            """
            {"version":"2.0","rawPath":"/me","requestContext":{"http":{"method":"GET"},
             "authorizer":{"jwt":{"claims":{"sub":"anna"}}}}}
            """);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("body").asText()).isEqualTo("GET /me anna");
  }

  /** AWS's library remembers classes of events by name, which is enough in a process of Lambda. */
  @Test
  void everyJarHasEventsOfItsOwnClasses() throws IOException {
    String event =
        """
        {"Records":[{"eventName":"INSERT","dynamodb":{"Keys":{"id":{"S":"note"}}}}]}
        """;
    for (int jars = 1; jars <= 2; jars++) {
      start(function(SAMPLES + "Grown", Map.of()));
      assertThat(returned(event).path(0).asText()).isEqualTo("note");
      runner.close();
    }
  }

  @Test
  void whatAFunctionThrowsIsItsFailureAndItsTraceStaysInTheLog() {
    start(function(SAMPLES + "Greet", Map.of()));
    assertThat(invoke("{\"fail\":\"exception\"}"))
        .isEqualTo(new Answer.Failed("java.lang.IllegalStateException", "no greeting"));
    assertThat(log).anyMatch(it -> it.contains("no greeting") && it.contains("at dev.parley"));
  }

  @Test
  void theLevelOfALogLineStandsBeforeIt() {
    start(function(SAMPLES + "Greet", Map.of()));
    invoke("{\"fail\":\"warning\"}");
    assertThat(log).anyMatch(it -> it.endsWith(" [WARN] nobody greets back"));
  }

  @Test
  void aFunctionOutOfStackHasFailedAndWorksAgain() throws IOException {
    start(function(SAMPLES + "Greet", Map.of()));
    assertThat(invoke("{\"fail\":\"stack\"}"))
        .isEqualTo(new Answer.Failed("java.lang.StackOverflowError", ""));
    assertThat(returned("{\"name\":\"B\"}").path("greeting").asText()).isEqualTo("Hello, B");
  }

  @Test
  void anEventThatIsNoJsonFails() {
    start(function(SAMPLES + "Greet", Map.of()));
    assertThat(invoke("{")).isInstanceOf(Answer.Failed.class);
  }

  @Test
  @Conforms("fn-timeout")
  void aFunctionThatTakesTooLongIsInterrupted() {
    System.clearProperty("sample.interrupted");
    Duration timeout = Duration.ofMillis(300);
    start(
        new FunctionDefinition(
            "F", "the-f", "arn:f", SAMPLES + "Greet", jar, timeout, 128, Map.of()));
    assertThat(invoke("{\"fail\":\"time\"}")).isEqualTo(new Answer.TimedOut(timeout));
    assertThat(log).anyMatch(it -> it.contains("Task timed out after 0.30 seconds"));
    Instant end = Instant.now().plusSeconds(10);
    while (System.getProperty("sample.interrupted") == null) {
      assertThat(Instant.now()).as("the interrupt arrives").isBefore(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void oneInstanceServesConcurrentInvocations() throws Exception {
    start(function(SAMPLES + "Together", Map.of("PARTIES", "40")));
    List<Future<Answer>> answers = new ArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        String event = Integer.toString(i);
        answers.add(callers.submit(() -> invoke(event)));
      }
    }
    for (int i = 0; i < 40; i++) {
      assertThat(answers.get(i).get())
          .isInstanceOf(Answer.Returned.class)
          .extracting(it -> new String(((Answer.Returned) it).json(), StandardCharsets.UTF_8))
          .isEqualTo("\"went " + (i + 1) + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample.Missing | its jar has no class sample.Missing",
        SAMPLES + "Greet::greet | only Class or Class::handleRequest is understood",
        SAMPLES + "NoConstructor | NoConstructor needs a public constructor (Map<String, String>",
        SAMPLES + "NoHandler | is neither a RequestHandler nor a RequestStreamHandler",
        SAMPLES + "Echo | Echo threw java.lang.IllegalArgumentException: refused",
      })
  void aFunctionThatCannotStartIsNamed(String handler, String reason) {
    assertThatThrownBy(() -> start(function(handler, Map.of("REFUSE", "yes"))))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("function F cannot start: ")
        .hasMessageContaining(reason);
  }

  @Test
  void aMissingJarIsToBeBuilt() {
    Path missing = folder.resolve("missing.jar");
    var definition =
        new FunctionDefinition("F", "f", "arn", "A", missing, Duration.ofSeconds(1), 128, Map.of());
    assertThatThrownBy(() -> start(definition))
        .hasMessage("function F cannot start: there is no jar at " + missing + ": build it first");
  }

  @Test
  void anUnknownFunctionIsRefused() {
    start(function(SAMPLES + "Echo", Map.of()));
    assertThatThrownBy(() -> runner.invoke("G", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no function G among [F]");
  }
}
