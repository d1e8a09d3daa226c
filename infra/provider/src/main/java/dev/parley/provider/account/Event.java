package dev.parley.provider.account;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that has happened to a payment, a payout or a refund.
 *
 * @param type such as {@code payment.paid}
 */
public record Event(String type, Instant at, Subject subject) {
  static Event of(Instant at, Payment payment) {
    return new Event("payment." + word(payment.status()), at, payment);
  }

  static Event of(Instant at, Payout payout) {
    return new Event(word(payout.kind()) + "." + word(payout.status()), at, payout);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Hears of events, in their order; it must neither wait nor throw. */
  @FunctionalInterface
  public interface Listener {
    void happened(Event event, Telling telling);
  }
}
