package dev.parley.core.payment;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;

/** The balance is too low: nothing was moved, and a top-up is prepared that completes it. */
public final class Prepared extends Refused {
  private static final long serialVersionUID = 1;

  private final transient Money missing;
  private final transient Payment topUp;

  Prepared(Money missing, Payment topUp) {
    super(
        Code.INSUFFICIENT_FUNDS,
        null,
        "The balance is too low: once topUp is paid, this is paid, too.");
    this.missing = missing;
    this.topUp = topUp;
  }

  /** How much more there must be. */
  public Money missing() {
    return missing;
  }

  /** Where it can be paid. */
  public Payment topUp() {
    return topUp;
  }
}
