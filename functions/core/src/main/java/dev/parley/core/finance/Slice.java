package dev.parley.core.finance;

import java.util.Optional;

/** A part of a night's work that fits into one invocation. */
public sealed interface Slice {
  /** Its name among the slices of a night. */
  String name();

  /**
   * The books of some people, and of the consultations that they have paid. Whoever joins while a
   * night is looked at is in one slice all the same.
   *
   * @param number counts from 0
   * @param after the person behind whom they begin, in the order of ids; empty for the first
   * @param until the last of them; empty when there is no end
   */
  record People(int number, Optional<String> after, Optional<String> until) implements Slice {
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
