package dev.parley.local.pattern;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * What the users of patterns do not have in common. Lambda takes the operators of EventBridge; the
 * lists of SNS are those of its developer guide.
 */
enum Dialect {
  EVENT(
      5_000_000_000L,
      6,
      Set.of(
          "anything-but",
          "cidr",
          "equals-ignore-case",
          "exists",
          "numeric",
          "prefix",
          "suffix",
          "wildcard"),
      Set.of("prefix", "suffix", "equals-ignore-case", "wildcard")),
  MESSAGE_ATTRIBUTES(1_000_000_000L, 5, Operators.OF_SNS, Set.of("prefix")),
  MESSAGE_BODY(1_000_000_000L, 5, Operators.OF_SNS, Set.of("prefix"));

  private static final class Operators {
    static final Set<String> OF_SNS =
        Set.of(
            "anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix");
  }

  private final BigDecimal greatest;
  private final int digits;
  private final Set<String> operators;
  private final Set<String> insideAnythingBut;

  Dialect(long greatest, int digits, Set<String> operators, Set<String> insideAnythingBut) {
    this.greatest = BigDecimal.valueOf(greatest);
    this.digits = digits;
    this.operators = operators;
    this.insideAnythingBut = insideAnythingBut;
  }

  boolean has(String operator) {
    return operators.contains(operator);
  }

  boolean hasInsideAnythingBut(String operator) {
    return insideAnythingBut.contains(operator);
  }

  boolean nests() {
    return this != MESSAGE_ATTRIBUTES;
  }

  /** Whether an empty pattern is one; to SNS it is the absence of a filter. */
  boolean mayBeEmpty() {
    return this != EVENT;
  }

  /** Whether different elements of an array may satisfy the fields of one nested object. */
  boolean mixesElements() {
    return this == MESSAGE_BODY;
  }

  boolean isInRange(BigDecimal number) {
    return number.abs().compareTo(greatest) <= 0;
  }

  String range() {
    return "Value must be between %s and %s, inclusive"
        .formatted(-greatest.doubleValue(), greatest.doubleValue());
  }

  /** The number as far as it counts: later digits are beyond the accuracy that AWS promises. */
  BigDecimal rounded(BigDecimal number) {
    // Scaling a message's 1e-999999999 would take all the memory.
    return number.precision() - number.scale() <= -digits
        ? BigDecimal.ZERO
        : number.setScale(digits, RoundingMode.DOWN);
  }
}
