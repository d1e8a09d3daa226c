package dev.parley.provider.account;

import java.time.Duration;
import java.util.List;

/** What bounds the provider; what goes beyond is refused with the code {@code full}. */
public final class Limits {
  public static final int BODY_BYTES = 64 * 1024;
  public static final int PAYMENTS = 20_000;

  /** Payouts and refunds together. */
  public static final int PAYOUTS = 20_000;

  public static final int OPERATIONS = 100_000;

  /** Told and not yet taken, those that wait for another attempt included. */
  public static final int WEBHOOKS = 10_000;

  /** Sent at the same time. */
  public static final int WEBHOOKS_AT_ONCE = 16;

  /** Payments that are to be paid later. */
  public static final int LATER = 10_000;

  /** Behaviours set for payouts that have not come yet. */
  public static final int BEHAVIOURS = 100;

  public static final int PAGE = 1_000;
  public static final int USUAL_PAGE = 100;

  /** In minor units. */
  public static final long AMOUNT = 1_000_000_000_000L;

  public static final int NAME = 200;
  public static final int DESCRIPTION = 500;
  public static final int ADDRESS = 2_000;
  public static final Duration LONGEST_DELAY = Duration.ofDays(7);

  /** After a webhook that was not taken: how long until each further attempt. */
  public static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  private Limits() {}
}
