package dev.parley.core.consultation;

import java.time.Instant;

/**
 * A timer that has run out, perhaps early, late or a second time.
 *
 * @param at the instant that it was set for
 * @param again whether it had come too early before, and was set once more
 */
public record RunOut(ConsultationId consultation, Instant at, boolean again) {}
