package dev.parley.lambda.store;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Timer;
import java.time.Instant;

/**
 * When an order wakes, as the number that the index sorts by: twice the millisecond, and one more
 * where money is released. So the index tells the purpose, too, and holds nothing but keys.
 */
final class WakeAt {
  private WakeAt() {}

  static long number(Timer timer) {
    return 2 * timer.at().toEpochMilli() + (timer.purpose() == Timer.Purpose.PAYOUT ? 1 : 0);
  }

  /** What every number of a later instant is above, and no other. */
  static long last(Instant instant) {
    return 2 * instant.toEpochMilli() + 1;
  }

  static Instant instant(long number) {
    return Instant.ofEpochMilli(number / 2);
  }

  static Timer timer(ConsultationId id, long number) {
    return new Timer(
        id, instant(number), number % 2 == 1 ? Timer.Purpose.PAYOUT : Timer.Purpose.DEADLINE);
  }
}
