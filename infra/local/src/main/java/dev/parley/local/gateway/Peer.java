package dev.parley.local.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The client at the other end, as every event of its connection describes it.
 *
 * @param userAgent empty when the client named none
 * @param authorizer what the authorizer said: principalId and its context; empty without authorizer
 */
record Peer(
    String connectionId,
    Instant connectedAt,
    String sourceIp,
    Optional<String> userAgent,
    Optional<Map<String, String>> authorizer) {

  Peer admitted(Map<String, String> context) {
    return new Peer(connectionId, connectedAt, sourceIp, userAgent, Optional.of(context));
  }
}
