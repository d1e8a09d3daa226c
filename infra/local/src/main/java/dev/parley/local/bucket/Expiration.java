package dev.parley.local.bucket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A lifecycle rule: objects whose keys begin with the prefix are deleted so many days on. */
public record Expiration(String prefix, int days) {
  public Expiration {
    if (days < 1) {
      throw new IllegalArgumentException("objects expire after one day or more, not " + days);
    }
  }

  boolean concerns(String key) {
    return key.startsWith(prefix);
  }

  /** As S3 counts: the days are over at the midnight (UTC) that follows. */
  Instant endOf(Instant modifiedAt) {
    return modifiedAt.plus(days + 1L, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
  }
}
