package dev.parley.local.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.endpoint.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * Tells the local clock and moves it: GET and POST of {@link #PATH}, with {@code {"by":"PT15M"}},
 * {@code {"by":"PT24H","step":"PT1H"}} or {@code {"to":"2026-12-01T00:00:00Z"}}. Nobody but a page
 * of this endpoint and programs that send no origin may do so: a web page that a developer visits
 * could otherwise.
 */
public final class ClockControl implements Service {
  public static final String PATH = "/_local/clock";

  private static final int MOST_STEPS = 10_000;
  private static final Set<String> FIELDS = Set.of("by", "to", "step");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final LocalClock clock;

  private ClockControl(LocalClock clock) {
    this.clock = clock;
  }

  /** Registers it. */
  public static void on(Endpoint endpoint, LocalClock clock) {
    endpoint.page(PATH, new ClockControl(clock));
  }

  /** Why a call is refused. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  @Override
  public Reply answer(Call call) {
    try {
      requireOwnOrigin(call);
      return switch (call.method()) {
        case "GET" -> state();
        case "POST" -> {
          move(call.body());
          yield state();
        }
        default -> throw new Refused(405, "method_not_allowed", "GET it or POST to it");
      };
    } catch (Refused e) {
      ObjectNode body =
          JsonNodeFactory.instance.objectNode().put("code", e.code).put("message", e.getMessage());
      Reply reply = Reply.json(e.status, body.toString());
      return e.status == 405 ? reply.with("Allow", "GET, POST") : reply;
    }
  }

  private static void requireOwnOrigin(Call call) throws Refused {
    boolean foreign =
        call.header("Origin").filter(it -> !it.equals("http://" + call.host())).isPresent()
            || call.header("Sec-Fetch-Site")
                .filter(it -> !it.equals("same-origin") && !it.equals("none"))
                .isPresent();
    if (foreign) {
      throw new Refused(403, "foreign_origin", "the clock is not moved by pages from elsewhere");
    }
  }

  private Reply state() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.put("now", clock.instant().toString()).put("ahead", clock.ahead().toString());
    state.put("movable", clock.movable());
    return Reply.json(200, state.toString()).with("Cache-Control", "no-store");
  }

  private void move(byte[] body) throws Refused {
    JsonNode json = read(body);
    if (!clock.movable()) {
      throw new Refused(
          409,
          "clock_not_movable",
          "isolated functions read the system's time: it cannot be moved");
    }
    Duration by = by(json);
    if (by.isNegative()) {
      throw new Refused(400, "backwards", "the clock only moves forward, not by " + by);
    }
    if (by.compareTo(LocalClock.FURTHEST_MOVE) > 0) {
      throw new Refused(
          400, "too_far", "one move goes at most " + LocalClock.FURTHEST_MOVE + ", not " + by);
    }
    Duration step = json.has("step") ? duration(json, "step") : by;
    if (json.has("step") && (step.isNegative() || step.isZero())) {
      throw new Refused(400, "invalid_step", "a step goes forward, not by " + step);
    }
    if (!step.isZero() && by.dividedBy(step) > MOST_STEPS) {
      throw new Refused(
          400, "too_many_steps", "one move has at most %d steps".formatted(MOST_STEPS));
    }
    move(by, step);
  }

  // One mover at a time, so that the steps of two moves do not mix.
  private synchronized void move(Duration by, Duration step) {
    Duration left = by;
    while (left.compareTo(step) > 0) {
      clock.advance(step);
      left = left.minus(step);
    }
    clock.advance(left);
  }

  private static JsonNode read(byte[] body) throws Refused {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Refused(400, "invalid_json", "the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refused(400, "invalid_json", "the body is no JSON: " + e.getMessage());
    }
    if (json.isMissingNode()) {
      throw new Refused(400, "invalid_json", "the body is empty");
    }
    if (!json.isObject() || json.has("by") == json.has("to")) {
      throw new Refused(
          400, "invalid_move", "send {\"by\":\"PT15M\"} or {\"to\":\"2026-12-01T00:00:00Z\"}");
    }
    for (var field : json.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new Refused(400, "invalid_move", "there is no field " + field.getKey());
      }
    }
    return json;
  }

  private Duration by(JsonNode json) throws Refused {
    if (json.has("by")) {
      return duration(json, "by");
    }
    try {
      return Duration.between(clock.instant(), Instant.parse(json.path("to").asText()));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new Refused(
          400, "invalid_instant", "to is no instant like 2026-12-01T00:00:00Z: " + json.get("to"));
    }
  }

  private static Duration duration(JsonNode json, String field) throws Refused {
    try {
      return Duration.parse(json.path(field).asText());
    } catch (DateTimeParseException e) {
      throw new Refused(
          400, "invalid_duration", field + " is no duration like PT15M: " + json.get(field));
    }
  }
}
