package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.sun.management.ThreadMXBean;
import dev.parley.lambda.handler.FuzzInputs.Input;
import dev.parley.lambda.wire.Admission;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Functions with surroundings of their own, which are asked one input after the other. */
final class FuzzWorker implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Duration A_DAY_AND_MORE = Duration.ofHours(25);

  private final Surroundings around;
  private final Handlers handlers;
  private final Handlers yesterday;

  FuzzWorker() throws IOException {
    around = Surroundings.start();
    handlers = new Handlers(around, around.clock());
    yesterday = new Handlers(around, () -> around.clock().instant().minus(A_DAY_AND_MORE));
  }

  /** A fresh workspace for inputs. */
  FuzzStage stage(long number) throws IOException {
    Instant soon = around.clock().instant().plus(A_DAY_AND_MORE).truncatedTo(ChronoUnit.SECONDS);
    return new FuzzStage(handlers, yesterday, number, soon);
  }

  Handlers handlers() {
    return handlers;
  }

  /**
   * How an input ended and what it took of the thread that asked.
   *
   * @param outcome a status, a code, or the type of a frame
   * @param characters that came in and went out
   */
  record Ended(String outcome, long characters, long nanos, long bytes) {}

  /** Asks; how it ended is judged, and an {@link AssertionError} is what is wrong with it. */
  Ended ask(Input input) {
    if (input.isAFrame()) {
      return frame(input);
    }
    return input.isAKnock() ? knock(input) : call(input);
  }

  private Ended frame(Input input) {
    APIGatewayV2WebSocketEvent event =
        Handlers.read(input.event(), APIGatewayV2WebSocketEvent.class);
    LoggedInvocation log = new LoggedInvocation();
    around.takePosted();
    Measured<APIGatewayV2WebSocketResponse> measured =
        measured(() -> handlers.message().handleRequest(event, log));
    List<String> posted = around.takePosted();
    FuzzVerdict.ofLog(log.lines());
    String outcome = FuzzVerdict.ofFrames(measured.answer().getStatusCode(), posted);
    return measured.ended(outcome, input, posted.stream().mapToInt(String::length).sum());
  }

  private Ended knock(Input input) {
    Admission event = Handlers.read(input.event(), Admission.class);
    LoggedInvocation log = new LoggedInvocation();
    Measured<?> measured = measured(() -> handlers.authorize().handleRequest(event, log));
    FuzzVerdict.ofLog(log.lines());
    return measured.ended(log.lines().getFirst().replaceAll(".* ", ""), input, 0);
  }

  private Ended call(Input input) {
    APIGatewayV2HTTPEvent event = Handlers.read(input.event(), APIGatewayV2HTTPEvent.class);
    LoggedInvocation log = new LoggedInvocation();
    Measured<APIGatewayV2HTTPResponse> measured =
        measured(() -> handlers.rest(event.getRouteKey()).handleRequest(event, log));
    FuzzVerdict.ofLog(log.lines());
    String outcome = FuzzVerdict.ofAnswer(measured.answer());
    return measured.ended(
        outcome, input, Objects.requireNonNullElse(measured.answer().getBody(), "").length());
  }

  private record Measured<T>(T answer, long nanos, long bytes) {
    Ended ended(String outcome, Input input, int answered) {
      return new Ended(outcome, input.event().length() + answered, nanos, bytes);
    }
  }

  private static <T> Measured<T> measured(Supplier<T> asked) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    T answer = asked.get();
    return new Measured<>(
        answer,
        THREADS.getCurrentThreadCpuTime() - nanos,
        THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  @Override
  public void close() {
    around.close();
  }
}
