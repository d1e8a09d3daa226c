package dev.parley.core.conversation;

/**
 * A person on one open socket.
 *
 * @param epoch the person's epoch when the ticket was issued
 * @param connection the gateway's name for the socket
 */
public record Session(String workspace, String person, long epoch, String connection) {}
