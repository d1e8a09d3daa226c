package dev.parley.local.queue;

/**
 * How much is in a queue.
 *
 * @param deadLetters in its dead letter queue, from wherever they came; 0 without one
 */
public record QueueDepth(
    String name, long available, long delayed, long inFlight, long deadLetters) {}
