package dev.parley.core.consultation;

import java.util.Locale;

/** What has happened to a consultation; what stands in the entry that tells of it. */
public enum Event {
  REQUESTED,
  OFFERED,
  REVISED,
  OFFER_DECLINED,
  OFFER_LAPSED,
  DECLINED,
  AGREED,
  CANCELLED,
  EXPIRED,
  PAID,
  OPENED,
  REMINDED,
  CLOSED,
  ACCEPTED,
  CLAIMED,
  WITHDRAWN,
  CONCEDED,
  RESOLVED,
  RELEASED,
  REFUNDED,
  OVERDUE;

  /** As it stands in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
