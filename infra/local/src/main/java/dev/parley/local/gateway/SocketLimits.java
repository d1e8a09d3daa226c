package dev.parley.local.gateway;

import java.time.Duration;

/**
 * Every limit of one WebSocket API in one place; {@link Account.Quotas} has those of all together.
 *
 * @param urlCharacters of $connect, from the scheme to the end of the query
 * @param routes how many an API may have
 * @param client how many messages one client may send before it is closed with 1008. AWS documents
 *     the code and no number; here it is what AWS lets a whole account send
 * @param frameBytes largest payload of one frame; a larger one closes with 1009
 * @param messageBytes largest message, and largest body of a POST to @connections
 * @param unsentBytes what may wait for a client that reads slowly; beyond it posts are answered 429
 *     (AWS documents "the client side buffer is full" without its size)
 * @param integration how long a function may take, on top of its own timeout
 * @param idle without a message in either direction; pings do not count
 * @param lingering how long a closing client may take to answer the close frame
 */
record SocketLimits(
    int urlCharacters,
    int routes,
    Rate client,
    int frameBytes,
    int messageBytes,
    int unsentBytes,
    Duration integration,
    Duration idle,
    Duration lifetime,
    Duration lingering) {
  static final SocketLimits AWS =
      new SocketLimits(
          4096,
          300,
          Account.Quotas.AWS.requests(),
          32 * 1024,
          128 * 1024,
          1024 * 1024,
          Duration.ofSeconds(29),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofSeconds(2));
}
