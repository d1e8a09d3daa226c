package dev.parley.lambda.handler;

import dev.parley.core.consultation.Deadlines;
import dev.parley.lambda.wire.QueueMessage;
import dev.parley.lambda.wire.RunOutTimers;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Timers that have run out together, and what schedules have done about others. */
final class TimerBatch {
  private final Deadlines deadlines;
  private final Log log;

  TimerBatch(Deadlines deadlines, Log log) {
    this.deadlines = deadlines;
    this.log = log;
  }

  /** Gives the queue's answer: which messages are to come again. */
  String decide(List<QueueMessage> messages) {
    Map<Deadlines.Outcome, Integer> outcomes = new EnumMap<>(Deadlines.Outcome.class);
    List<String> failed =
        Batch.each(
            messages,
            QueueMessage::id,
            message ->
                outcomes.merge(deadlines.ranOut(RunOutTimers.timer(message)), 1, Integer::sum),
            log);
    log.done(outcomes.toString().toLowerCase(Locale.ROOT) + ", to come again " + failed.size());
    return QueueMessage.answer(failed);
  }

  /** Writes down what a schedule has done; throws when it is to be called again. */
  void swept(Deadlines.Swept swept) {
    swept.failures().forEach(log::failed);
    log.done("ok, " + swept.count());
    if (!swept.failures().isEmpty()) {
      throw new IllegalStateException(swept.failures().size() + " failures, see the log");
    }
  }
}
