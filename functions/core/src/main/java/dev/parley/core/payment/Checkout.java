package dev.parley.core.payment;

import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Errands;
import dev.parley.core.consultation.Receipt;
import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.PaymentPolicy;
import java.util.Optional;

/** Pays a consultation, or says what is missing and prepares that it is paid once it is there. */
public final class Checkout {
  private static final int KEY_BYTES = 18;

  private final Errands errands;
  private final TopUps topUps;

  public Checkout(Errands errands, TopUps topUps) {
    this.errands = errands;
    this.topUps = topUps;
  }

  /**
   * Pays from the wallet.
   *
   * @throws Prepared when too little is in it: a top-up of what is missing completes the payment
   * @throws Shortfall when more is missing than one top-up may be, or in another currency
   */
  public Receipt pay(Membership me, Errand.Carry errand) {
    try {
      return errands.run(me, errand);
    } catch (Shortfall shortfall) {
      PaymentPolicy policy = me.workspace().payments();
      Money missing = shortfall.missing();
      if (!isPayable(missing, policy)) {
        throw shortfall;
      }
      Money amount = missing.isMoreThan(policy.leastTopUp()) ? missing : policy.leastTopUp();
      Payment topUp =
          topUps.create(
              me, key(errand, amount), amount, Optional.of(errand.consultation().value()));
      throw new Prepared(missing, topUp);
    } catch (Refused refusal) {
      if (refusal.code() == Code.WRONG_STAGE) {
        return paidBefore(me, errand, refusal);
      }
      throw refusal;
    }
  }

  /** Whoever asks again after the top-up has paid it hears that it is paid. */
  private Receipt paidBefore(Membership me, Errand.Carry errand, Refused refusal) {
    try {
      return errands.run(me, Purchases.payment(errand.consultation()));
    } catch (Refused e) {
      throw refusal;
    }
  }

  private static boolean isPayable(Money missing, PaymentPolicy policy) {
    return missing.currency().equals(policy.mostTopUp().currency())
        && !missing.isMoreThan(policy.mostTopUp());
  }

  /** Under one key of the payment, each amount that is missing has one top-up. */
  private static String key(Errand.Carry errand, Money amount) {
    return new Sha256("parley/checkout/1")
        .add(errand.key())
        .add(errand.consultation().value())
        .add(amount.amount())
        .text(KEY_BYTES);
  }
}
