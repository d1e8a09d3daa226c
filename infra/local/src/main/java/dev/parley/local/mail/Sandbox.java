package dev.parley.local.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the recipients of an account that is still in SES's sandbox. */
final class Sandbox {
  static final int MOST_A_DAY = 200;
  static final int MOST_A_SECOND = 1;

  private final Deque<Instant> sent = new ArrayDeque<>();

  synchronized void count(int recipients, Instant now) throws Rejection {
    while (!sent.isEmpty() && !sent.peekFirst().isAfter(now.minus(Duration.ofDays(1)))) {
      sent.removeFirst();
    }
    Instant second = now.minusSeconds(1);
    if (sent.stream().filter(it -> it.isAfter(second)).distinct().count() >= MOST_A_SECOND) {
      throw tooMany("Maximum sending rate exceeded.");
    }
    if (sent.size() + recipients > MOST_A_DAY) {
      throw tooMany("Daily message quota exceeded.");
    }
    for (int i = 0; i < recipients; i++) {
      sent.addLast(now);
    }
  }

  private static Rejection tooMany(String message) {
    return new Rejection(429, "TooManyRequestsException", message);
  }
}
