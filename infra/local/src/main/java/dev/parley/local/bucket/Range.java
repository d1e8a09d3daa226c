package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of an object that a request asks for; S3 serves one part, not several. */
record Range(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Empty when the whole is asked for, also by a header that S3 does not understand. */
  static Optional<Range> of(Call call, long size) throws Refusal {
    Optional<Matcher> asked = call.header("Range").map(ONE::matcher).filter(Matcher::matches);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    String from = asked.get().group(1);
    String to = asked.get().group(2);
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
    long last = from.isEmpty() || to.isEmpty() ? size - 1 : Long.parseLong(to);
    if (!from.isEmpty() && last < first && !to.isEmpty()) {
      return Optional.empty();
    }
    if (first >= size) {
      throw new Refusal(416, "InvalidRange", "The requested range is not satisfiable")
          .with("RangeRequested", call.header("Range").orElseThrow())
          .with("ActualObjectSize", size);
    }
    return Optional.of(new Range(first, Math.min(last, size - 1)));
  }

  long length() {
    return last - first + 1;
  }

  String header(long size) {
    return "bytes %d-%d/%d".formatted(first, last, size);
  }

  byte[] of(byte[] content) {
    return Arrays.copyOfRange(content, (int) first, (int) last + 1);
  }
}
