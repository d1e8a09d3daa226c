package dev.parley.core.finance;

import java.util.ArrayList;
import java.util.List;

/** Slices that wait in memory. */
public final class InMemorySlices implements SliceQueue {
  /** A slice that waits. */
  public record Waiting(Night night, Slice slice) {}

  private final List<Waiting> waiting = new ArrayList<>();

  @Override
  public synchronized void send(Night night, List<Slice> slices) {
    slices.forEach(slice -> waiting.add(new Waiting(night, slice)));
  }

  /** Takes everything that waits. */
  public synchronized List<Waiting> take() {
    List<Waiting> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
