package dev.parley.local.lambda;

import static dev.parley.local.lambda.Workshop.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.local.Conforms;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsynchronousInvocationsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Answer FAILED = new Answer.Failed("Broken", "it broke");

  @TempDir Path folder;

  private final LocalClock clock = new LocalClock();
  private final Workshop workshop = new Workshop();
  private final List<AsynchronousInvocations> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(AsynchronousInvocations::close);
  }

  private AsynchronousInvocations start(AsyncSettings settings) {
    AsynchronousInvocations invocations =
        AsynchronousInvocations.open(
            List.of(Workshop.FUNCTION),
            Map.of("Work", settings),
            clock,
            workshop,
            Optional.of(folder),
            _ -> {});
    invocations.begin(workshop);
    started.add(invocations);
    return invocations;
  }

  private static AsyncSettings settings(int retries, Duration age) {
    return new AsyncSettings(
        retries,
        age,
        Optional.of("arn:success"),
        Optional.of("arn:failure"),
        Optional.of("arn:dead"));
  }

  private static String accept(AsynchronousInvocations to, String event) {
    return to.accept("Work", event.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  /** The event when it waits for its next attempt, having had so many. */
  private AsyncEvent failedAttempts(int count) {
    until(
        () ->
            new Journal(Optional.of(folder))
                .left().stream().anyMatch(it -> it.attempts() == count));
    return new Journal(Optional.of(folder)).left().getFirst();
  }

  private void moveTo(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }

  @Test
  @Conforms("lambda-async-accepted")
  void anEventIsTakenAtOnceAndTheFunctionRunsLater() {
    CountDownLatch hold = new CountDownLatch(1);
    workshop.work =
        _ -> {
          awaitQuietly(hold);
          return Workshop.returned("null");
        };
    AsynchronousInvocations invocations = start(AsyncSettings.USUAL);
    for (int i = 0; i < AsynchronousInvocations.AT_ONCE + 5; i++) {
      accept(invocations, "" + i);
    }
    until(() -> workshop.attempts() == AsynchronousInvocations.AT_ONCE);
    assertThat(invocations.depth("Work")).isEqualTo(AsynchronousInvocations.AT_ONCE + 5);
    hold.countDown();
    until(() -> invocations.depth("Work") == 0);
    assertThat(workshop.attempts()).isEqualTo(AsynchronousInvocations.AT_ONCE + 5);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Conforms("lambda-async-accepted")
  void anEventIsRefusedWhenItIsTooLongOrNoJsonOrForNobody() {
    AsynchronousInvocations invocations = start(AsyncSettings.USUAL);
    String longest = "\"" + "x".repeat(AsynchronousInvocations.LONGEST_EVENT - 2) + "\"";
    accept(invocations, longest);
    assertRefused(413, "RequestTooLargeException", () -> accept(invocations, longest + " "));
    assertRefused(400, "InvalidRequestContentException", () -> accept(invocations, "{"));
    assertRefused(
        404,
        "ResourceNotFoundException",
        () -> invocations.accept("Other", new byte[0], Optional.empty()));
    invocations.close();
    assertRefused(503, "ServiceException", () -> accept(invocations, "1"));
  }

  private static void assertRefused(int status, String code, Runnable call) {
    assertThatThrownBy(call::run)
        .asInstanceOf(type(LambdaException.class))
        .satisfies(
            it -> {
              assertThat(it.status()).isEqualTo(status);
              assertThat(it.type()).isEqualTo(code);
              assertThat(it.passing()).isEqualTo(status == 503);
            });
  }

  @Test
  @Conforms("lambda-async-retries")
  void aFailedEventIsTriedAgainAfterOneAndTwoMinutes() throws Exception {
    workshop.work = _ -> FAILED;
    AsynchronousInvocations invocations = start(AsyncSettings.USUAL);
    accept(invocations, "{}");
    workshop.next();
    AsyncEvent once = failedAttempts(1);
    assertThat(once.due()).isBetween(once.accepted().plus(MINUTE), clock.instant().plus(MINUTE));
    moveTo(once.due());
    workshop.next();
    AsyncEvent twice = failedAttempts(2);
    assertThat(twice.due())
        .isBetween(
            once.due().plus(MINUTE.multipliedBy(2)), clock.instant().plus(MINUTE.multipliedBy(2)));
    moveTo(twice.due().minusSeconds(20));
    assertThat(workshop.attempts()).isZero();
    moveTo(twice.due());
    workshop.next();
    until(() -> invocations.depth("Work") == 0);
    clock.advance(Duration.ofHours(1));
    assertThat(workshop.attempts()).isZero();
  }

  @Test
  @Conforms("lambda-async-retries")
  void lessRetriesMayBeAskedFor() throws Exception {
    workshop.work = _ -> new Answer.TimedOut(Duration.ofSeconds(3));
    String id = accept(start(settings(0, MINUTE)), "{}");
    workshop.next();
    workshop.nextSent();
    assertThat(workshop.nextSent().json().path("responsePayload").toString())
        .isEqualTo(
            """
            {"errorMessage":"RequestId: %s Error: Task timed out after 3.00 seconds",\
            "errorType":"Sandbox.Timedout"}\
            """
                .formatted(id));
  }

  @Test
  @Conforms({"lambda-async-dead-letters", "lambda-async-destinations"})
  void whatFailedForGoodGoesToTheDeadLettersAndToTheDestination() throws Exception {
    String message = "ж".repeat(2000);
    workshop.work = _ -> new Answer.Failed("Broken", message);
    AsynchronousInvocations invocations = start(settings(1, Duration.ofHours(1)));
    String id = accept(invocations, "{\"a\": 1}");
    workshop.next();
    moveTo(failedAttempts(1).due());
    Workshop.Sent dead = workshop.nextSent();
    assertThat(dead.arn()).isEqualTo("arn:dead");
    assertThat(dead.text()).isEqualTo("{\"a\": 1}");
    assertThat(dead.attributes())
        .containsOnly(
            Map.entry("RequestID", id),
            Map.entry("ErrorCode", "200"),
            Map.entry("ErrorMessage", "ж".repeat(512)));
    Workshop.Sent record = workshop.nextSent();
    assertThat(record.arn()).isEqualTo("arn:failure");
    assertThat(Instant.parse(record.json().path("timestamp").asText()))
        .isBeforeOrEqualTo(clock.instant());
    assertThat(record.text())
        .isEqualTo(
            """
            {"version":"1.0","timestamp":"%s","requestContext":{"requestId":"%s",\
            "functionArn":"%s","condition":"RetriesExhausted","approximateInvokeCount":2},\
            "requestPayload":{"a":1},"responseContext":{"statusCode":200,"executedVersion":"1",\
            "functionError":"Unhandled"},"responsePayload":{"errorMessage":"%s",\
            "errorType":"Broken","stackTrace":[]}}\
            """
                .formatted(
                    record.json().path("timestamp").asText(),
                    id,
                    Workshop.FUNCTION.arn(),
                    message));
  }

  @Test
  @Conforms("lambda-async-destinations")
  void whatSucceededGoesToItsDestination() throws Exception {
    accept(start(settings(2, MINUTE)), "");
    Workshop.Sent record = workshop.nextSent();
    assertThat(record.arn()).isEqualTo("arn:success");
    assertThat(record.json().path("requestContext").path("condition").asText())
        .isEqualTo("Success");
    assertThat(record.json().path("requestContext").path("approximateInvokeCount").asInt())
        .isEqualTo(1);
    assertThat(record.json().path("requestPayload").toString()).isEqualTo("{}");
    assertThat(record.json().path("responsePayload").toString()).isEqualTo("{\"did\":{}}");
    assertThat(record.json().path("responseContext").has("functionError")).isFalse();
    // What it causes there counts as caused by this invocation, or a circle would never be stopped.
    assertThat(record.chain().count(Workshop.FUNCTION.arn())).isEqualTo(1);
  }

  @Test
  @Conforms("lambda-async-age")
  void anEventThatGrowsTooOldIsGivenUp() throws Exception {
    workshop.work = _ -> FAILED;
    AsynchronousInvocations invocations = start(settings(2, MINUTE.plusSeconds(30)));
    accept(invocations, "{}");
    workshop.next();
    moveTo(failedAttempts(1).due());
    workshop.next();
    moveTo(failedAttempts(2).accepted().plus(MINUTE).plusSeconds(31));
    until(() -> workshop.sendings() == 2);
    assertThat(workshop.attempts()).isZero();
    assertThat(workshop.nextSent().arn()).isEqualTo("arn:dead");
    assertThat(workshop.nextSent().json().path("requestContext").path("condition").asText())
        .isEqualTo("EventAgeExceeded");
  }

  @Test
  @Conforms("lambda-async-recursion")
  void whatIsDroppedAsRecursionGoesWhereFailuresGo() throws Exception {
    AsynchronousInvocations invocations = start(settings(2, MINUTE));
    Trace chain = Trace.begun(clock.instant());
    invocations.accept("Work", new byte[0], Optional.of(chain));
    assertThat(workshop.nextChain()).contains(chain);
    assertThat(workshop.nextSent().arn()).isEqualTo("arn:success");
    workshop.admitting = false;
    workshop.next();
    invocations.accept("Work", new byte[0], Optional.of(chain));
    assertThat(workshop.nextSent().arn()).isEqualTo("arn:dead");
    assertThat(workshop.nextSent().json().path("responsePayload").path("errorType").asText())
        .isEqualTo("RecursiveInvocationException");
    assertThat(workshop.attempts()).isZero();
  }

  @Test
  void aFunctionThatCannotBeRunIsTriedAgainWithoutCounting() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    workshop.work =
        _ -> {
          if (tries.getAndIncrement() < 5) {
            throw new IllegalStateException("no process could be started");
          }
          return Workshop.returned("1");
        };
    accept(start(settings(0, Duration.ofHours(6))), "{}");
    for (int attempt = 0; attempt < 6; attempt++) {
      String tried = null;
      for (int round = 0; tried == null && round < 10; round++) {
        clock.advance(Duration.ofMinutes(5));
        tried = workshop.within(Duration.ofMillis(500));
      }
      assertThat(tried).isNotNull();
    }
    assertThat(workshop.nextSent().json().path("requestContext").path("condition").asText())
        .isEqualTo("Success");
  }

  @Test
  void settingsHaveLambdasBounds() {
    assertThatThrownBy(() -> settings(3, MINUTE)).hasMessageContaining("MaximumRetryAttempts");
    assertThatThrownBy(() -> settings(-1, MINUTE)).hasMessageContaining("MaximumRetryAttempts");
    assertThatThrownBy(() -> settings(1, MINUTE.minusSeconds(1)))
        .hasMessageContaining("MaximumEventAgeInSeconds");
    assertThatThrownBy(() -> settings(1, Duration.ofHours(6).plusSeconds(1)))
        .hasMessageContaining("MaximumEventAgeInSeconds");
  }
}
