package dev.parley.local.schedule;

/** A schedule that AWS would not create; the message names the field. */
public final class ScheduleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ScheduleException(String message) {
    super(message);
  }
}
