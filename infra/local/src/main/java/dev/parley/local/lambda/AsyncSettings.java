package dev.parley.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a function's asynchronous invocations.
 *
 * @param maximumRetryAttempts 0 to 2
 * @param maximumEventAge from a minute to six hours
 * @param onSuccess ARN that gets a record of each that succeeded
 * @param onFailure ARN that gets a record of each that failed for good
 * @param deadLetterArn ARN that gets the event itself of each that failed for good
 */
public record AsyncSettings(
    int maximumRetryAttempts,
    Duration maximumEventAge,
    Optional<String> onSuccess,
    Optional<String> onFailure,
    Optional<String> deadLetterArn) {
  private static final int MOST_RETRIES = 2;
  private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
  private static final Duration LONGEST_AGE = Duration.ofHours(6);

  /** Lambda's own. */
  public static final AsyncSettings USUAL =
      new AsyncSettings(
          MOST_RETRIES, LONGEST_AGE, Optional.empty(), Optional.empty(), Optional.empty());

  /** Throws {@link IllegalArgumentException} naming the setting that AWS would refuse. */
  public AsyncSettings {
    if (maximumRetryAttempts < 0 || maximumRetryAttempts > MOST_RETRIES) {
      throw new IllegalArgumentException("MaximumRetryAttempts must be from 0 to " + MOST_RETRIES);
    }
    if (maximumEventAge.compareTo(SHORTEST_AGE) < 0 || maximumEventAge.compareTo(LONGEST_AGE) > 0) {
      throw new IllegalArgumentException("MaximumEventAgeInSeconds must be from 60 to 21600");
    }
  }
}
