package dev.parley.local.gateway;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Ids and times written as API Gateway writes them. */
final class AwsForms {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter COMMON_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private AwsForms() {}

  /** Sixteen characters of URL-safe base64 ending in "=", like {@code L0SM9cOFvHcCIhw=}. */
  static String id() {
    byte[] bytes = new byte[11];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** Like {@code 21/Nov/2026:09:05:00 +0000}. */
  static String requestTime(Instant at) {
    return COMMON_LOG.format(at);
  }
}
