package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.consultation.RunOut;
import dev.parley.core.consultation.Timer;
import java.util.List;

/**
 * Timers as messages, and what a function gets that takes them.
 *
 * @param bySchedule whether it is a schedule that calls, which brings none
 */
public record RunOutTimers(boolean bySchedule, List<QueueMessage> messages) {
  public RunOutTimers {
    messages = List.copyOf(messages);
  }

  /** Reads a message; one that is none of ours is refused. */
  public static RunOut timer(QueueMessage message) {
    Fields fields = message.fields();
    return new RunOut(
        QueueMessage.consultation(fields), fields.instant("at"), fields.flag("again"));
  }

  /** Reads what a queue or a schedule calls a function with. */
  public static RunOutTimers read(String event) {
    ObjectNode json = Json.trusted(event);
    return new RunOutTimers(!json.has("Records"), QueueMessage.of(json));
  }

  /**
   * {@code {"v":1,"workspace":"…","consultation":"…","at":"2026-03-02T09:00:00.000Z"}}.
   *
   * @param again whether it has come too early before, which is then said, too
   */
  public static String text(Timer timer, boolean again) {
    ObjectNode json = QueueMessage.about(timer.consultation()).put("at", Json.text(timer.at()));
    if (again) {
      json.put("again", true);
    }
    return Json.text(json);
  }
}
