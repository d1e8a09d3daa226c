package dev.parley.core.finance;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;

/** How much of a payment has come in, has left, and was taken back, by our book. */
final class Booked {
  private final LedgerStore ledger;

  Booked(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /** All of what an operation is a part of; nothing when nothing of the kind stands there. */
  Money of(Payment payment, Operation it) {
    return switch (it.kind()) {
      case PAYMENT -> isNamed(payment, it.of()) ? cameIn(payment) : none(payment);
      case RETURN, CHARGEBACK -> isNamed(payment, it.of()) ? takenBack(payment) : none(payment);
      case PAYOUT, REFUND -> left(payment, it.of());
    };
  }

  private static boolean isNamed(Payment payment, String externalId) {
    return switch (payment.stage()) {
      case TopUp.Credited credited -> credited.externalId().equals(externalId);
      case Stray stray -> stray.externalId().equals(externalId);
      case TopUp _, Withdrawal _ -> false;
    };
  }

  private Money cameIn(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited _ -> payment.amount();
      case Stray _ -> first(payment);
      case TopUp _, Withdrawal _ -> none(payment);
    };
  }

  /** What was taken back of it on whichever days. */
  Money takenBack(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited credited -> credited.takenBack();
      case Stray.Gone _ -> first(payment);
      case Stray.Assigned it -> first(payment).minus(payment.amount()).plus(it.takenBack());
      case Stray _ -> first(payment).minus(payment.amount());
      case TopUp _, Withdrawal _ -> none(payment);
    };
  }

  /** A payment that fits nothing is less once some of it is gone: what came is in the books. */
  private Money first(Payment payment) {
    return ledger
        .loose(payment.id().workspace(), payment.id().transfer(1))
        .map(it -> new Money(-it.amounts().getOrDefault(Account.GATEWAY, 0L), it.currency()))
        .orElse(payment.amount());
  }

  private static Money left(Payment payment, String externalId) {
    return payment.stage() instanceof Withdrawal.Paid paid
            && paid.externalId().filter(id -> !id.equals(externalId)).isEmpty()
        ? payment.amount()
        : none(payment);
  }

  private static Money none(Payment payment) {
    return Money.zero(payment.amount().currency());
  }
}
