package dev.parley.lambda.handler;

import dev.parley.core.consultation.Deadlines;
import dev.parley.lambda.wire.Rebuilding;
import dev.parley.lambda.wire.RunOutTimers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Timers that have run out together: none keeps another from its verdict. */
final class TimerBatch {
  private final Deadlines deadlines;
  private final Log log;

  TimerBatch(Deadlines deadlines, Log log) {
    this.deadlines = deadlines;
    this.log = log;
  }

  /** Gives the queue's answer: which messages are to come again. */
  String decide(List<RunOutTimers.Message> messages) {
    Map<Deadlines.Outcome, Integer> outcomes = new EnumMap<>(Deadlines.Outcome.class);
    List<String> failed = new ArrayList<>();
    for (RunOutTimers.Message message : messages) {
      try {
        outcomes.merge(deadlines.ranOut(message.timer()), 1, Integer::sum);
      } catch (RuntimeException e) {
        log.failed(e);
        failed.add(message.id());
      }
    }
    log.done(outcomes.toString().toLowerCase(Locale.ROOT) + ", to come again " + failed.size());
    return Rebuilding.answer(failed);
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
