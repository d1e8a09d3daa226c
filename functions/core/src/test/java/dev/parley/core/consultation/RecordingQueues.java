package dev.parley.core.consultation;

import dev.parley.core.failure.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers which timers were set. */
final class RecordingQueues implements TimerQueues {
  final List<Timer> set = new ArrayList<>();
  final List<Timer> again = new ArrayList<>();
  private int failures;

  /** The next calls that set many fail. */
  void fail(int calls) {
    failures = calls;
  }

  @Override
  public void set(Timer timer, Instant now) {
    set.add(timer);
  }

  @Override
  public void setAgain(Timer timer, Instant now) {
    again.add(timer);
  }

  @Override
  public void setAll(List<Timer> timers, Instant now) {
    if (failures > 0) {
      failures--;
      throw new Unavailable("the queue is away");
    }
    set.addAll(timers);
  }
}
