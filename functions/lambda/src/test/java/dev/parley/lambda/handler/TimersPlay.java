package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.TimerQueues;
import dev.parley.core.consultation.Wish;
import dev.parley.lambda.timers.Sales;
import dev.parley.lambda.wire.RunOutTimers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Consultations whose time has come, and the recorded events of their timers. */
final class TimersPlay {
  /** The consultation that the recorded events name, and its workspace. */
  private static final String WORKSPACE = "legal-portal";

  private static final String CONSULTATION = "hQ3nV0sYd2mX7kLr9TzBwA";

  private static final Map<
          String, BiFunction<Map<String, String>, InstantSource, RequestStreamHandler>>
      HANDLERS =
          Map.of(
              "ConsultationTimers", ConsultationTimers::new,
              "PayoutRelease", PayoutRelease::new,
              "TimerSweep", TimerSweep::new);

  private final Surroundings around;
  private final List<Timer> unset = new ArrayList<>();

  /** Each has a conversation of its own, in which time has not gone on yet. */
  private final Map<ConsultationId, Sales> sales = new HashMap<>();

  TimersPlay(Surroundings around) {
    this.around = around;
  }

  private ConsultationId sold(Instant at, Function<Sales, ConsultationId> what) {
    Sales one =
        new Sales(around.tablesThemselves(), around.environment(), new Unset(unset), () -> at);
    ConsultationId id = what.apply(one);
    sales.put(id, one);
    return id;
  }

  /** Closed so long ago that the money would have been released this long ago, too. */
  ConsultationId closed(Duration overdue) {
    Instant at = around.clock().instant().minus(Duration.ofDays(3)).minus(overdue);
    return sold(at, it -> it.closed("one"));
  }

  /** The same, by a specialist who repays with it what they owe. */
  ConsultationId repaying(Duration overdue) {
    Instant at = around.clock().instant().minus(Duration.ofDays(3)).minus(overdue);
    return sold(
        at,
        it -> {
          it.owing("debt-1");
          return it.closed("one-01");
        });
  }

  /** Paid for, and to begin a moment ago; it is due in a few minutes. */
  ConsultationId begun() {
    Instant begins = around.clock().instant().minusSeconds(1);
    Wish wish = new Wish("Call", new Due.At(begins.plusSeconds(300)), Optional.of(begins));
    return sold(begins.minusSeconds(60), it -> it.paid("one", wish));
  }

  /** Paid for and never done. */
  ConsultationId forgotten() {
    Instant at = around.clock().instant().minus(Duration.ofDays(30));
    return sold(at, it -> it.paid("one", Sales.wish()));
  }

  /**
   * Makes every call that functions of timers make.
   *
   * @param environments by function
   */
  void callEverything(Function<String, Map<String, String>> environments) throws IOException {
    Map<String, String> deciding = environments.apply("ConsultationTimers");
    Map<String, String> releasing = environments.apply("PayoutRelease");
    ConsultationId overdue = repaying(Duration.ofHours(1));
    ConsultationId forgotten = forgotten();
    play(environments.apply("TimerSweep"), "TimerSweep", "timer-sweep");
    play(deciding, "ConsultationTimers", "consultation-timers", begun());
    play(deciding, "ConsultationTimers", "consultation-timers", forgotten);
    play(releasing, "PayoutRelease", "payout-release", closed(Duration.ofMinutes(-5)));
    play(releasing, "PayoutRelease", "payout-release-overdue");
    assertThat(stage(forgotten)).isInstanceOf(Stage.Cancelled.class);
    assertThat(stage(overdue)).isInstanceOf(Stage.Completed.class);
  }

  /** Plays every recorded event of timers. */
  void playAll() throws IOException {
    Map<String, String> here = around.environment();
    ConsultationId forgotten = forgotten();
    ConsultationId closed = closed(Duration.ofHours(1));
    ConsultationId late = closed(Duration.ofHours(2));
    play(here, "TimerSweep", "timer-sweep");
    assertThat(around.queues().take(Timer.Purpose.DEADLINE)).hasSize(1);
    assertThat(around.queues().take(Timer.Purpose.PAYOUT)).hasSize(2);

    assertThat(play(here, "ConsultationTimers", "consultation-timers", forgotten)).isEqualTo("{}");
    assertThat(stage(forgotten)).isInstanceOf(Stage.Cancelled.class);
    assertThat(play(here, "PayoutRelease", "payout-release", closed)).isEqualTo("{}");
    assertThat(stage(closed)).isInstanceOf(Stage.Completed.class);
    assertThat(stage(late)).isInstanceOf(Stage.Closed.class);
    assertThat(play(here, "PayoutRelease", "payout-release-overdue")).isEmpty();
    assertThat(stage(late)).isInstanceOf(Stage.Completed.class);

    // Of what has moved on, or was never there.
    assertThat(play(here, "ConsultationTimers", "consultation-timers")).isEqualTo("{}");
    assertThat(play(here, "PayoutRelease", "payout-release", closed)).isEqualTo("{}");
    assertThat(around.logged())
        .contains(
            "INFO timer sweep ok, 3",
            "INFO consultation timers {decided=1}, to come again 0",
            "INFO payout release ok, 1",
            "INFO payout release {moved_on=1}, to come again 0");
  }

  Stage stage(ConsultationId id) {
    return sales.get(id).stage(id);
  }

  /** Has a recorded event of a queue handled as if it named a consultation. */
  String play(Map<String, String> environment, String function, String event, ConsultationId id)
      throws IOException {
    String body = body(id, false).replace("\"", "\\\"");
    String recorded = RecordedPlay.event(event);
    String before = recorded.replaceFirst("(?s).*\"body\": \"(.*?)\",\n.*", "$1");
    if (!before.contains(WORKSPACE) || !before.contains(CONSULTATION)) {
      throw new IllegalStateException(event + " names another consultation: " + before);
    }
    return handle(environment, function, recorded.replace(before, body));
  }

  /** Has an event handled as it was recorded. */
  String play(Map<String, String> environment, String function, String event) throws IOException {
    return handle(environment, function, RecordedPlay.event(event));
  }

  /** A timer of a consultation as a message, for the instant at which it wakes. */
  String body(ConsultationId id, boolean again) {
    Instant at = stage(id).wakeAt().orElse(Instant.EPOCH);
    return RunOutTimers.text(new Timer(id, at, Timer.Purpose.DEADLINE), again);
  }

  /** Messages as a queue brings them: {@code message-0} and so on. */
  static String batch(String... bodies) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    for (String body : bodies) {
      ArrayNode records = event.withArray("Records");
      records.addObject().put("messageId", "message-" + (records.size() - 1)).put("body", body);
    }
    return event.toString();
  }

  String handle(Map<String, String> environment, String function, String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    HANDLERS
        .get(function)
        .apply(environment, around.clock())
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            output,
            around.context());
    return output.toString(StandardCharsets.UTF_8);
  }

  /** Notes timers that whoever makes a consultation would set. */
  private record Unset(List<Timer> timers) implements TimerQueues {
    @Override
    public void set(Timer timer, Instant now) {
      timers.add(timer);
    }

    @Override
    public void setAgain(Timer timer, Instant now) {
      timers.add(timer);
    }

    @Override
    public void setAll(List<Timer> all, Instant now) {
      timers.addAll(all);
    }
  }
}
