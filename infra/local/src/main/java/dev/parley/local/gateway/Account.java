package dev.parley.local.gateway;

import dev.parley.local.signature.Keys;
import java.time.InstantSource;

/**
 * The account whose APIs these are, in their one region: its access keys, and the quotas that all
 * its APIs use up together.
 */
public final class Account {
  /**
   * What AWS raises on request.
   *
   * @param newConnections of all WebSocket APIs
   * @param requests to all APIs: HTTP requests, messages of sockets, posts to @connections
   */
  public record Quotas(Rate newConnections, Rate requests) {
    public static final Quotas AWS = new Quotas(new Rate(500, 500), new Rate(10_000, 5_000));
  }

  private final Keys keys;
  private final InstantSource clock;
  private final TokenBucket newConnections;
  private final TokenBucket requests;

  private Account(Keys keys, Quotas quotas, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.newConnections = new TokenBucket(quotas.newConnections());
    this.requests = new TokenBucket(quotas.requests());
  }

  /** The local cloud's access key, and AWS's quotas by this clock. */
  public static Account local(InstantSource clock) {
    return of(Keys.LOCAL, Quotas.AWS, clock);
  }

  public static Account of(Keys keys, Quotas quotas, InstantSource clock) {
    return new Account(keys, quotas, clock);
  }

  Keys keys() {
    return keys;
  }

  /** False when too many connections are new. */
  boolean mayConnect() {
    return newConnections.take(clock.instant());
  }

  /** False when there are too many requests. */
  boolean mayRequest() {
    return requests.take(clock.instant());
  }
}
