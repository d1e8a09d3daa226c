package dev.parley.local.gateway;

import java.time.Duration;

/**
 * Every limit of a WebSocket API in one place.
 *
 * @param frameBytes largest payload of one frame; a larger one closes with 1009
 * @param messageBytes largest message, and largest body of a POST to @connections
 * @param unsentBytes what may wait for a client that reads slowly; beyond it posts are answered 429
 *     (AWS documents "the client side buffer is full" without its size)
 * @param integration how long a function may take, on top of its own timeout
 * @param idle without a message in either direction; pings do not count
 * @param lingering how long a closing client may take to answer the close frame
 */
record SocketLimits(
    int frameBytes,
    int messageBytes,
    int unsentBytes,
    Duration integration,
    Duration idle,
    Duration lifetime,
    Duration lingering) {
  static final SocketLimits AWS =
      new SocketLimits(
          32 * 1024,
          128 * 1024,
          1024 * 1024,
          Duration.ofSeconds(29),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofSeconds(2));
}
