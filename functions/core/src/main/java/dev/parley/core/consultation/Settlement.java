package dev.parley.core.consultation;

import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;

/**
 * Where the money of a consultation has gone. What was paid and advanced is what was released,
 * refunded and kept as commission.
 *
 * @param released what the specialist received, including what went to repay a debt
 * @param advanced what the reserve laid out for refunds after the release
 */
public record Settlement(Money released, Money refunded, Money commission, Money advanced) {
  /**
   * Parts a price.
   *
   * @param toClient at most the price
   */
  static Settlement parted(Money price, Money toClient, BasisPoints share) {
    Money gross = price.minus(toClient);
    Money commission = share.of(gross);
    return new Settlement(
        gross.minus(commission), toClient, commission, Money.zero(price.currency()));
  }

  /** What can still be given back. */
  public Money refundable() {
    return released.minus(advanced).plus(commission);
  }

  /** The commission that goes back with a refund: none is kept of what is refunded. */
  Money commissionOf(Money refund, BasisPoints share) {
    return commission.minus(share.of(refundable().minus(refund)));
  }

  /** What it is after a refund that came after the release. */
  Settlement afterRefund(Money refund, BasisPoints share) {
    Money returned = commissionOf(refund, share);
    return new Settlement(
        released,
        refunded.plus(refund),
        commission.minus(returned),
        advanced.plus(refund.minus(returned)));
  }
}
