package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.RunOut;
import dev.parley.core.consultation.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * Timers as messages, and what a function gets that takes them.
 *
 * @param bySchedule whether it is a schedule that calls, which brings none
 */
public record RunOutTimers(boolean bySchedule, List<Message> messages) {
  private static final int VERSION = 1;

  public RunOutTimers {
    messages = List.copyOf(messages);
  }

  /** One message of a queue, not read yet: each has a verdict of its own. */
  public record Message(String id, String body) {
    /** Reads it; one that is none of ours is refused. */
    public RunOut timer() {
      Fields fields = new Fields(Json.object(body));
      fields.number("v", VERSION, VERSION);
      return new RunOut(
          new ConsultationId(
              fields.text("workspace", Ids.SHORT), fields.text("consultation", 1, 64)),
          fields.instant("at"),
          fields.flag("again"));
    }
  }

  /** Reads what a queue or a schedule calls a function with. */
  public static RunOutTimers read(String event) {
    ObjectNode json = Json.trusted(event);
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : json.path("Records")) {
      messages.add(new Message(message.path("messageId").asText(), message.path("body").asText()));
    }
    return new RunOutTimers(!json.has("Records"), messages);
  }

  /**
   * {@code {"v":1,"workspace":"…","consultation":"…","at":"2026-03-02T09:00:00.000Z"}}.
   *
   * @param again whether it has come too early before, which is then said, too
   */
  public static String text(Timer timer, boolean again) {
    ObjectNode json =
        Json.object()
            .put("v", VERSION)
            .put("workspace", timer.consultation().workspace())
            .put("consultation", timer.consultation().value())
            .put("at", Json.text(timer.at()));
    if (again) {
      json.put("again", true);
    }
    return Json.text(json);
  }
}
