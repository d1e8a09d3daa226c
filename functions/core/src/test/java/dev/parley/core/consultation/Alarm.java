package dev.parley.core.consultation;

import java.time.Instant;

/** A timer of a consultation that runs out now, whatever it was set for. */
public final class Alarm {
  private Alarm() {}

  /** What becomes of it. */
  public static Deadlines.Outcome rings(Ports ports, ConsultationId id) {
    Instant now = ports.conversations().clock().instant();
    return new Deadlines(ports, new RecordingQueues()).ranOut(new RunOut(id, now, false));
  }
}
