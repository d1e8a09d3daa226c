package dev.parley.core.consultation;

import java.time.Instant;

/**
 * What somebody gets for a command that was carried out. It holds nothing that changes with time,
 * so whoever tries again gets an equal one.
 *
 * @param version of the consultation after it
 * @param seq number of the entry that tells of it
 */
public record Receipt(ConsultationId consultation, long version, long seq, Instant at) {}
