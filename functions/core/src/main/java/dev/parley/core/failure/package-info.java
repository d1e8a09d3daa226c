/**
 * How a command can fail, in three classes a caller can act on: {@link Refused} by a rule, {@link
 * Unavailable} for now, {@link Ambiguous} about what happened. Anything else that is thrown is a
 * defect.
 */
package dev.parley.core.failure;
