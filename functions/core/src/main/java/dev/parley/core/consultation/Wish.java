package dev.parley.core.consultation;

import java.time.Instant;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param service the kind of service
 * @param startAt when it is to begin; empty for as soon as it is paid
 */
public record Wish(String service, Due due, Optional<Instant> startAt) {}
