package dev.parley.core.conversation;

/**
 * A part of the logs' stream that could not be projected, however often it was tried.
 *
 * @param stream its ARN
 * @param first number of the first record in the shard, as the stream gives it
 * @param last number of the last one
 */
public record Lapse(String stream, String shard, String first, String last) {}
