package dev.parley.local;

import java.time.Instant;

/** What a function logged: by logical id, and in which invocation. */
public record LogLine(Instant at, String function, String requestId, String text) {}
