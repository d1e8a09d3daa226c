package dev.parley.core.consultation;

/**
 * That evidence of a consultation is to be gathered.
 *
 * @param id the same whenever the same person asks under the same key, 22 characters of base64url
 */
public record EvidenceJob(ConsultationId consultation, String id) {}
