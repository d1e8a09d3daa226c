package dev.parley.core.failure;

import java.time.Duration;

/** A person does something more often than one person may: nothing was done, later it may be. */
public final class RateLimited extends Refused {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  /**
   * @param wait until it may be tried again; rounded up to whole seconds, at least one
   */
  public RateLimited(Duration wait) {
    super(Code.RATE_LIMITED, null, "This is done too often: wait as long as retryAfter says.");
    Duration whole = Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    this.retryAfter = whole.isPositive() ? whole : Duration.ofSeconds(1);
  }

  /** How long to wait before the next try, in whole seconds. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
