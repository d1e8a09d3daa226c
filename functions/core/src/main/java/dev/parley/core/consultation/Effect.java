package dev.parley.core.consultation;

import dev.parley.core.money.Money;

/** What a step does to money. */
public sealed interface Effect {
  /** Nothing. */
  record None() implements Effect {}

  /** The client's money is held. */
  record Hold(Money price) implements Effect {}

  /** What is held is parted; either part may be all of it. */
  record Part(Money price, Settlement settlement) implements Effect {}

  /**
   * Money is given back after the release.
   *
   * @param commission the part of it that was commission
   */
  record Reclaim(Money amount, Money commission) implements Effect {}
}
