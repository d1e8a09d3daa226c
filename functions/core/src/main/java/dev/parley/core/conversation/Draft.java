package dev.parley.core.conversation;

/**
 * What a person wants to write, by whichever way it came.
 *
 * @param after number of the last entry the author has seen
 * @param confirm whether it shall be written even if a colleague has answered after that
 */
public record Draft(
    ConversationId conversation,
    ClientMessageId clientMessageId,
    long after,
    boolean confirm,
    Matter content) {}
