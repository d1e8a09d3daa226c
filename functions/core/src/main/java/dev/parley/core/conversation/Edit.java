package dev.parley.core.conversation;

/**
 * The newest wording of an edited text, kept with its first one.
 *
 * @param by number of the entry that holds this wording
 */
public record Edit(long by, String text) {}
