package dev.parley.local.gateway;

import java.time.Instant;

/**
 * What is known of one open socket.
 *
 * @param messagesIn from the client, so far
 * @param messagesOut to the client, handed over so far
 */
public record OpenSocket(
    String connectionId,
    String sourceIp,
    Instant connectedAt,
    Instant lastActiveAt,
    long messagesIn,
    long messagesOut) {}
