package dev.parley.core.consultation;

import java.time.Instant;

/**
 * A claim's place among those that wait for an arbiter: by its instant, then by its consultation.
 */
public record Claimed(Instant at, ConsultationId consultation) {}
