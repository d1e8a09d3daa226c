package dev.parley.bench;

import dev.parley.bench.Prices.Unit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What one message costs, item by item. */
record Bill(List<Part> parts) {
  static final double GOAL = 0.0060;
  private static final int MESSAGES = 1_000;

  Bill {
    parts = List.copyOf(parts);
  }

  /**
   * One item of the bill.
   *
   * @param of the part of the system that causes it
   * @param amount per message
   */
  record Part(String of, Unit unit, double amount) {}

  static Bill of(List<Part> some, List<Part> more, List<Part> rest) {
    return new Bill(Stream.of(some, more, rest).flatMap(List::stream).toList());
  }

  /**
   * What invocations cost beside what they do.
   *
   * @param share how many there are for a message
   */
  static List<Part> invocation(String of, double share, double megabytes, double milliseconds) {
    return List.of(
        new Part(of, Unit.LAMBDA_REQUEST, share),
        new Part(of, Unit.LAMBDA_GB_SECOND_ARM64, megabytes / 1024 * milliseconds / 1000));
  }

  /** Dollars for 1,000 messages. */
  double perThousand(Prices prices) {
    return parts.stream()
        .mapToDouble(part -> prices.of(part.unit(), part.amount() * MESSAGES))
        .sum();
  }

  /** Of one part of the system. */
  Bill of(String part) {
    return new Bill(parts.stream().filter(it -> it.of().equals(part)).toList());
  }

  /** All but one kind of unit. */
  Bill without(Unit unit) {
    return new Bill(parts.stream().filter(it -> it.unit() != unit).toList());
  }

  double amount(Unit unit) {
    return parts.stream().filter(it -> it.unit() == unit).mapToDouble(Part::amount).sum();
  }

  /** Its line, and what is in it. */
  Table.Row row(String what, Prices prices) {
    return Table.Row.of(
        what,
        String.format(
            Locale.ROOT,
            "$%.5f (each %.1f write and %.1f read units, %.0f frames, %.4f GB s)",
            perThousand(prices),
            amount(Unit.DYNAMODB_WRITE),
            amount(Unit.DYNAMODB_READ),
            amount(Unit.SOCKET_MESSAGE),
            amount(Unit.LAMBDA_GB_SECOND_ARM64)));
  }

  /** The line of the whole. */
  Table.Row total(String what, Prices prices) {
    double usd = perThousand(prices);
    return new Table.Row(what, dollars(usd), "≤ $0.0060", usd <= GOAL);
  }

  static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%.5f", usd);
  }
}
