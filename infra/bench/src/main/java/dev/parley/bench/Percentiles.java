package dev.parley.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times in ascending order. */
record Percentiles(long[] nanos) {
  static Percentiles of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** In milliseconds: this share of all is not above it. */
  double at(double share) {
    return nanos[(int) Math.min(nanos.length - 1, (long) (nanos.length * share))] / 1e6;
  }

  double median() {
    return at(0.5);
  }

  String text() {
    return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", median(), at(0.99));
  }
}
