package dev.parley.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule fires, in the three forms of EventBridge Scheduler. Local times that a zone skips
 * in spring do not fire, those that it repeats in autumn fire once, the first time.
 */
public sealed interface Expression permits Expression.At, Expression.Rate, Cron {
  /**
   * Reads {@code at(yyyy-mm-ddThh:mm:ss)}, {@code rate(value unit)} or {@code cron(fields)}. Throws
   * {@link ScheduleException} naming the part that is wrong.
   */
  static Expression parse(String text, ZoneId zone) {
    Matcher parts = Form.WHOLE.matcher(text);
    if (!parts.matches()) {
      throw Form.invalid(text, "it is none of at(...), rate(...) and cron(...)");
    }
    try {
      return switch (parts.group(1)) {
        case "at" -> At.read(parts.group(2), zone);
        case "rate" -> Rate.read(parts.group(2));
        default -> Cron.read(parts.group(2), zone);
      };
    } catch (ScheduleException e) {
      throw Form.invalid(text, e.getMessage());
    }
  }

  /**
   * The first firing after an instant.
   *
   * @param start from which rates are counted; it is itself a firing of a rate
   */
  Optional<Instant> next(Instant after, Instant start);

  /**
   * The last firing up to an instant, that one included.
   *
   * @param start as in {@link #next}
   */
  Optional<Instant> latest(Instant upTo, Instant start);

  /** Once, at an instant. */
  record At(Instant instant) implements Expression {
    private static final DateTimeFormatter LOCAL =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
            .withResolverStyle(ResolverStyle.STRICT);

    private static At read(String text, ZoneId zone) {
      LocalDateTime local;
      try {
        local = LocalDateTime.parse(text, LOCAL);
      } catch (DateTimeParseException e) {
        throw new ScheduleException("'" + text + "' is no time like 2026-12-31T23:59:00");
      }
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        // Undocumented on AWS: what nobody can rely on is refused here.
        throw new ScheduleException("the clocks of " + zone + " skip " + text);
      }
      return new At(local.toInstant(offsets.getFirst()));
    }

    @Override
    public Optional<Instant> next(Instant after, Instant start) {
      return Optional.of(instant).filter(it -> it.isAfter(after));
    }

    @Override
    public Optional<Instant> latest(Instant upTo, Instant start) {
      return Optional.of(instant).filter(it -> !it.isAfter(upTo));
    }
  }

  /** Again and again with the same time between; a day is 24 hours, whatever the zone does. */
  record Rate(Duration period) implements Expression {
    private static final Pattern VALUE_AND_UNIT =
        Pattern.compile("(\\d{1,9})\\s+(minute|hour|day)(s?)");

    private static Rate read(String text) {
      Matcher parts = VALUE_AND_UNIT.matcher(text.strip());
      if (!parts.matches()) {
        throw new ScheduleException(
            "'" + text + "' is no positive number followed by minutes, hours or days");
      }
      int value = Integer.parseInt(parts.group(1));
      if (value < 1) {
        throw new ScheduleException("the value is " + value + ", and must be 1 or more");
      }
      if (value > 1 && parts.group(3).isEmpty()) {
        throw new ScheduleException(
            "the unit of " + value + " is " + parts.group(2) + "s, not " + parts.group(2));
      }
      return new Rate(
          switch (parts.group(2)) {
            case "minute" -> Duration.ofMinutes(value);
            case "hour" -> Duration.ofHours(value);
            default -> Duration.ofDays(value);
          });
    }

    @Override
    public Optional<Instant> next(Instant after, Instant start) {
      return Optional.of(
          after.isBefore(start)
              ? start
              : start.plus(period.multipliedBy(passed(after, start) + 1)));
    }

    @Override
    public Optional<Instant> latest(Instant upTo, Instant start) {
      return upTo.isBefore(start)
          ? Optional.empty()
          : Optional.of(start.plus(period.multipliedBy(passed(upTo, start))));
    }

    private long passed(Instant at, Instant start) {
      return Duration.between(start, at).dividedBy(period);
    }
  }

  /** How expressions look, and how AWS begins to complain about them. */
  final class Form {
    private static final Pattern WHOLE = Pattern.compile("(at|rate|cron)\\((.*)\\)");

    private Form() {}

    private static ScheduleException invalid(String text, String why) {
      return new ScheduleException("Invalid Schedule Expression " + text + ": " + why + ".");
    }
  }
}
