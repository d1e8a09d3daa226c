package dev.parley.core.finance;

import java.util.List;

/** Has slices of a night worked on, each in an invocation of its own, at least once. */
public interface SliceQueue {
  void send(Night night, List<Slice> slices);
}
