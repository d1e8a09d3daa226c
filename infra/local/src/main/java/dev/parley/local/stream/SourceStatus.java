package dev.parley.local.stream;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a source has come.
 *
 * @param handled records that the function has taken, and that the filter dropped
 * @param failures invocations that ended in an error
 * @param givenUp records that were left behind after their last attempt
 * @param waiting records read but not yet handled
 * @param lag age of the oldest of those that wait
 */
public record SourceStatus(
    String id,
    String function,
    String streamArn,
    boolean enabled,
    long handled,
    long failures,
    long givenUp,
    int waiting,
    Optional<Duration> lag) {}
