package dev.parley.core.consultation;

import java.util.Optional;

/**
 * What stays beside a consultation for ever: the question of a request, or terms as they were
 * offered.
 *
 * @param number of the terms; 0 for the request
 * @param terms empty for the request
 * @param text the question, or the details at length
 */
public record Paper(
    ConsultationId consultation, int number, Optional<Terms> terms, Optional<String> text) {}
