package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The If- headers of requests. */
final class Conditions {
  private Conditions() {}

  /** Whether to answer 304; a condition that must hold and does not is refused with 412. */
  static boolean ofReading(Call call, Stored object) throws Refusal {
    Instant modified = object.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
    Optional<String> match = call.header("If-Match");
    if (match.isPresent() && !names(match.get(), object)) {
      throw Refusal.precondition("If-Match");
    }
    Optional<Instant> unmodified = date(call, "If-Unmodified-Since");
    if (match.isEmpty() && unmodified.filter(modified::isAfter).isPresent()) {
      throw Refusal.precondition("If-Unmodified-Since");
    }
    Optional<String> noneMatch = call.header("If-None-Match");
    if (noneMatch.isPresent()) {
      return names(noneMatch.get(), object);
    }
    return date(call, "If-Modified-Since").filter(it -> !modified.isAfter(it)).isPresent();
  }

  /** S3 knows two: that there is no such object yet, and that it is still this one. */
  static Bucket.Precondition ofWriting(Call call, String key) throws Refusal {
    Optional<String> match = call.header("If-Match");
    Optional<String> noneMatch = call.header("If-None-Match");
    if (noneMatch.isPresent() && !noneMatch.get().equals("*")) {
      throw Refusal.notImplemented("If-None-Match");
    }
    return present -> {
      if (noneMatch.isPresent() && present.isPresent()) {
        throw Refusal.precondition("If-None-Match");
      }
      if (match.isPresent()) {
        Stored object = present.orElseThrow(() -> Refusal.noSuchKey(key));
        if (!names(match.get(), object)) {
          throw Refusal.precondition("If-Match");
        }
      }
    };
  }

  static void ofCopying(Call call, Stored source) throws Refusal {
    Optional<String> match = call.header("x-amz-copy-source-if-match");
    if (match.isPresent() && !names(match.get(), source)) {
      throw Refusal.precondition("x-amz-copy-source-If-Match");
    }
    Optional<String> noneMatch = call.header("x-amz-copy-source-if-none-match");
    if (noneMatch.isPresent() && names(noneMatch.get(), source)) {
      throw Refusal.precondition("x-amz-copy-source-If-None-Match");
    }
  }

  private static boolean names(String tags, Stored object) {
    return Arrays.stream(tags.split(","))
        .map(it -> it.strip().replaceFirst("^W/", "").replace("\"", ""))
        .anyMatch(it -> it.equals("*") || it.equals(object.md5()));
  }

  private static Optional<Instant> date(Call call, String header) {
    try {
      return call.header(header)
          .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException e) {
      // What is no date is no condition (RFC 9110, section 13.1.3).
      return Optional.empty();
    }
  }
}
