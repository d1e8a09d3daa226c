package dev.parley.local.bucket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an object.
 *
 * @param file that has its content
 * @param md5 of the content, in hexadecimal digits
 * @param modifiedMillis since the epoch
 * @param headers that answers repeat, like content-type, by their names in lower case
 * @param metadata of the user, without {@code x-amz-meta-}
 * @param checksums in base 64, by their headers
 */
record Stored(
    String key,
    String file,
    long size,
    String md5,
    long modifiedMillis,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> checksums) {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.000'Z'").withZone(ZoneOffset.UTC);

  Stored {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    checksums = Map.copyOf(checksums);
  }

  String etag() {
    return '"' + md5 + '"';
  }

  Instant modifiedAt() {
    return Instant.ofEpochMilli(modifiedMillis);
  }

  /** As in the header Last-Modified. */
  String lastModified() {
    return HTTP.format(modifiedAt());
  }

  /** As in the XML of listings. */
  String modifiedIso() {
    return ISO.format(modifiedAt());
  }

  /** When the first of the rules deletes it. */
  Optional<Instant> expiresAt(Iterable<Expiration> rules) {
    Optional<Instant> first = Optional.empty();
    for (Expiration rule : rules) {
      if (rule.concerns(key)) {
        Instant end = rule.endOf(modifiedAt());
        first = first.filter(end::isAfter).or(() -> Optional.of(end));
      }
    }
    return first;
  }
}
