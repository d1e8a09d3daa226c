package dev.parley.local.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Schedules for tests, each with one thing that is not usual. */
record Sample(
    String expression,
    ZoneId zone,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<String> input,
    Definition.Retry retry,
    boolean enabled,
    boolean delete,
    int flexible) {
  static final String ARN = "arn:aws:scheduler:eu-west-1:123456789012:schedule/default/sweep";
  static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:dead";
  static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:sweeper";

  static Sample of(String expression) {
    return new Sample(
        expression,
        ZoneOffset.UTC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Definition.Retry.USUAL,
        true,
        false,
        0);
  }

  /** Once, at an instant that is a whole second. */
  static Sample at(Instant instant) {
    return of(
        "at(%s)".formatted(instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "")));
  }

  Sample between(Instant from, Instant to) {
    return new Sample(
        expression,
        zone,
        Optional.of(from),
        Optional.of(to),
        input,
        retry,
        enabled,
        delete,
        flexible);
  }

  Sample input(String json) {
    return new Sample(
        expression, zone, start, end, Optional.of(json), retry, enabled, delete, flexible);
  }

  Sample retry(Definition.Retry other) {
    return new Sample(expression, zone, start, end, input, other, enabled, delete, flexible);
  }

  Sample disabled() {
    return new Sample(expression, zone, start, end, input, retry, false, delete, flexible);
  }

  Sample deleted() {
    return new Sample(expression, zone, start, end, input, retry, enabled, true, flexible);
  }

  Sample flexible(int minutes) {
    return new Sample(expression, zone, start, end, input, retry, enabled, delete, minutes);
  }

  Definition definition() {
    return new Definition(
        "Sweep",
        "sweep",
        "default",
        ARN,
        "Sweeper",
        FUNCTION,
        expression,
        zone,
        start,
        end,
        input,
        retry,
        Optional.of(QUEUE),
        enabled,
        delete,
        flexible);
  }
}
