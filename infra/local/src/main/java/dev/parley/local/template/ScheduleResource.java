package dev.parley.local.template;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule of EventBridge Scheduler. Templates cannot ask for ActionAfterCompletion, so that a
 * schedule of one time stays.
 *
 * @param arn of the schedule
 * @param function the logical id of the function that is invoked, asynchronously
 * @param expression {@code at(…)}, {@code rate(…)} or {@code cron(…)}, not looked into
 * @param timezone its name in the time zone database
 * @param input the event, a JSON text; without one, Scheduler makes an event of its own
 * @param flexibleWindow zero: it fires at its time and not up to so much later
 */
public record ScheduleResource(
    String id,
    String name,
    String group,
    String arn,
    String function,
    String expression,
    String timezone,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<String> input,
    int maximumRetryAttempts,
    Duration maximumEventAge,
    Optional<String> deadLetterQueueArn,
    boolean enabled,
    Duration flexibleWindow) {}
