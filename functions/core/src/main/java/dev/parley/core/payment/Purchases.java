package dev.parley.core.payment;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Errands;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Membership;
import java.util.Optional;

/** Pays consultations with the money that was topped up for them. */
public final class Purchases implements Completions {
  private final Ports ports;
  private final Steps steps;
  private final Errands errands;

  public Purchases(Ports ports, Errands errands) {
    this.ports = ports;
    this.steps = new Steps(ports);
    this.errands = errands;
  }

  /**
   * {@inheritDoc}
   *
   * <p>What cannot be paid any more leaves the money in the wallet, where its owner finds it.
   */
  @Override
  public void complete(Payment topUp) {
    if (!(topUp.stage() instanceof TopUp.Credited credited) || credited.completes().isEmpty()) {
      return;
    }
    try {
      pay(topUp, credited.completes().get());
      steps.step(topUp.id(), Purchases::completed);
    } catch (Unavailable | Ambiguous e) {
      // It is due until it is done: a sweep comes back to it.
    }
  }

  private void pay(Payment topUp, String consultation) {
    String workspace = topUp.id().workspace();
    Optional<Membership> owner =
        Membership.find(ports.directory(), workspace, topUp.owner().orElse(""));
    if (owner.isEmpty()) {
      return;
    }
    try {
      errands.run(owner.get(), payment(new ConsultationId(workspace, consultation)));
    } catch (Refused e) {
      // It is answered: whoever looks at the consultation sees why, and the money is in the wallet.
    }
  }

  /**
   * The command that pays with a top-up. A consultation is paid once, whichever top-up does it, so
   * its key follows from the consultation.
   */
  static Errand.Carry payment(ConsultationId consultation) {
    return new Errand.Carry("topup-" + consultation.value(), consultation, new Command.Pay());
  }

  private static Optional<Change> completed(Payment payment) {
    return payment.stage() instanceof TopUp.Credited credited && credited.completes().isPresent()
        ? Optional.of(Change.of(payment.to(credited.completed())))
        : Optional.empty();
  }
}
