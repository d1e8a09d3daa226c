package dev.parley.core.finance;

import java.util.Optional;

/** A part of a night's work that fits into one invocation. */
public sealed interface Slice {
  /** Its name among the slices of a night. */
  String name();

  /**
   * The books of some people, and of the consultations that they have paid.
   *
   * @param after the person behind whom they begin, in the order of ids
   * @param number counts from 0
   */
  record People(int number, Optional<String> after) implements Slice {
    @Override
    public String name() {
      return "people-%04d".formatted(number);
    }
  }

  /** A shard of what stands in no book. */
  record Loose(int shard) implements Slice {
    @Override
    public String name() {
      return "loose-%02d".formatted(shard);
    }
  }

  /** The workspace's own book. */
  record Reserve() implements Slice {
    @Override
    public String name() {
      return "reserve";
    }
  }
}
