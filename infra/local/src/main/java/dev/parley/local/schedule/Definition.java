package dev.parley.local.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule of the template.
 *
 * @param id logical id in the template
 * @param arn {@code arn:aws:scheduler:REGION:ACCOUNT:schedule/GROUP/NAME}
 * @param function logical id of what it calls
 * @param functionArn the same function as AWS names it
 * @param start no firing before; a rate is counted from here. One-time schedules ignore both dates
 * @param end no firing at or after
 * @param input what the function gets instead of the usual event, as JSON
 * @param flexibleMinutes 0 when it is off, or how late a firing may come
 * @param deleteAfterCompletion whether it is gone when it will not fire again
 */
public record Definition(
    String id,
    String name,
    String group,
    String arn,
    String function,
    String functionArn,
    String expression,
    ZoneId zone,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<String> input,
    Retry retry,
    Optional<String> deadLetterArn,
    boolean enabled,
    boolean deleteAfterCompletion,
    int flexibleMinutes) {
  private static final int LONGEST_WINDOW_IN_MINUTES = 1440;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Throws {@link ScheduleException} naming the field that AWS would refuse. */
  public Definition {
    Expression.parse(expression, zone);
    if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
      throw new ScheduleException("EndDate must come after StartDate");
    }
    if (flexibleMinutes < 0 || flexibleMinutes > LONGEST_WINDOW_IN_MINUTES) {
      throw new ScheduleException(
          "FlexibleTimeWindow: MaximumWindowInMinutes must be from 1 to "
              + LONGEST_WINDOW_IN_MINUTES);
    }
    input.ifPresent(Definition::requireJson);
  }

  private static void requireJson(String input) {
    try {
      if (JSON.readTree(input).isMissingNode()) {
        throw new ScheduleException("Input must be JSON, not empty");
      }
    } catch (JsonProcessingException e) {
      throw new ScheduleException("Input must be JSON: " + e.getOriginalMessage());
    }
  }

  /** How long delivery is tried: as often as this, and no longer than this. */
  public record Retry(int maximumAttempts, Duration maximumAge) {
    private static final int MOST_ATTEMPTS = 185;
    private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_AGE = Duration.ofDays(1);
    public static final Retry USUAL = new Retry(MOST_ATTEMPTS, LONGEST_AGE);

    public Retry {
      if (maximumAttempts < 0 || maximumAttempts > MOST_ATTEMPTS) {
        throw new ScheduleException("RetryPolicy: MaximumRetryAttempts must be from 0 to 185");
      }
      if (maximumAge.compareTo(SHORTEST_AGE) < 0 || maximumAge.compareTo(LONGEST_AGE) > 0) {
        throw new ScheduleException(
            "RetryPolicy: MaximumEventAgeInSeconds must be from 60 to 86400");
      }
    }
  }
}
