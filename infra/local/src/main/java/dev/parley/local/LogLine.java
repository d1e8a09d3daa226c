package dev.parley.local;

import java.time.Instant;

/**
 * What a function or an API logged.
 *
 * @param function logical id of the function, or of the API
 * @param requestId of the invocation; {@code -} in lines of an API
 */
public record LogLine(Instant at, String function, String requestId, String text) {}
