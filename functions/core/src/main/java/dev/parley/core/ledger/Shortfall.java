package dev.parley.core.ledger;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;

/** An account has too little: nothing was moved. */
public final class Shortfall extends Refused {
  private static final long serialVersionUID = 1;

  private final transient Money missing;

  /**
   * @param missing how much more there must be
   */
  public Shortfall(Money missing) {
    super(Code.INSUFFICIENT_FUNDS, null, "The balance is too low: top up what shortfall says.");
    this.missing = missing;
  }

  /** How much more there must be. */
  public Money missing() {
    return missing;
  }
}
