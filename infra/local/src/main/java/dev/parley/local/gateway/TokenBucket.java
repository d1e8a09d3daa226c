package dev.parley.local.gateway;

import java.time.Instant;

/** Tokens that are taken one by one and come back with time, whose clock is the caller's. */
final class TokenBucket {
  private final Rate rate;
  private double tokens;
  private Instant filledAt = Instant.MIN;

  TokenBucket(Rate rate) {
    this.rate = rate;
    this.tokens = rate.burst();
  }

  /** False when there is no token left. */
  synchronized boolean take(Instant now) {
    if (filledAt.equals(Instant.MIN)) {
      filledAt = now;
    } else if (now.isAfter(filledAt)) {
      double seconds =
          (now.getEpochSecond() - filledAt.getEpochSecond())
              + (now.getNano() - filledAt.getNano()) / 1e9;
      tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
      filledAt = now;
    }
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
