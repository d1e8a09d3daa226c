package dev.parley.local.stream;

import java.util.concurrent.atomic.LongAdder;

/** What a source has done since it was started. */
record Counts(LongAdder handled, LongAdder failures, LongAdder givenUp) {
  Counts() {
    this(new LongAdder(), new LongAdder(), new LongAdder());
  }
}
