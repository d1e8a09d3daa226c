package dev.parley.core.payment;

import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Cause;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what becomes of money that fits nothing. */
public final class Strays {
  private final Ports ports;
  private final Steps steps;
  private final Moves moves;

  public Strays(Ports ports) {
    this.ports = ports;
    this.steps = new Steps(ports);
    this.moves = new Moves(ports.ledger());
  }

  /** Somebody has found out whose it is. */
  public Receipt assign(Membership me, PaymentId id, String key, String person, String reason) {
    Steps.requireAccountant(me);
    if (ports.directory().member(me.workspace().id(), person).isEmpty()) {
      throw Refused.notFound();
    }
    Done.Wanted wanted = wanted(me, key, "assign", person, reason);
    return steps.command(
        id,
        wanted,
        payment -> {
          Stray.Kept kept = kept(payment);
          Amounts.requireCurrency(payment.amount(), me.workspace().payments().mostWithdrawal());
          String by = me.member().person();
          Instant now = steps.now();
          Money none = Money.zero(payment.amount().currency());
          Payment after =
              payment.to(
                  new Stray.Assigned(kept.externalId(), person, by, reason, none, now),
                  wanted,
                  now);
          return Change.of(
              after,
              moves.credit(
                  Cause.Event.ASSIGNED,
                  person,
                  new Moves.Occasion(after, Optional.of(by), Optional.of(reason), now)));
        });
  }

  /** It goes back where it came from. */
  public Receipt giveBack(Membership me, PaymentId id, String key, String reason) {
    Steps.requireAccountant(me);
    Done.Wanted wanted = wanted(me, key, "give-back", "", reason);
    Receipt receipt = steps.command(id, wanted, payment -> givenBack(me, payment, wanted, reason));
    ports
        .store()
        .find(id)
        .filter(it -> it.stage() instanceof Stray.GivenBack)
        .map(it -> ((Stray.GivenBack) it.stage()).withdrawal())
        .flatMap(ports.store()::find)
        .ifPresent(steps::remind);
    return receipt;
  }

  private Change givenBack(Membership me, Payment payment, Done.Wanted wanted, String reason) {
    Stray.Kept kept = kept(payment);
    Instant now = steps.now();
    PaymentId leaving = withdrawal(payment);
    Payment withdrawal =
        new Payment(
            leaving,
            Optional.empty(),
            payment.amount(),
            now,
            1,
            new Withdrawal.Sending(
                new Destination.ToOrigin(payment.id(), kept.externalId()), 0, now),
            List.of());
    Payment after =
        payment.to(
            new Stray.GivenBack(kept, me.member().person(), reason, leaving, now), wanted, now);
    return new Change(List.of(after, withdrawal), Optional.empty());
  }

  /** Each try to give it back is another withdrawal: the one before has failed for good. */
  private static PaymentId withdrawal(Payment stray) {
    return PaymentId.asked(
        stray.id().workspace(), "", "back." + stray.id().value() + "." + stray.version());
  }

  private static Stray.Kept kept(Payment payment) {
    return switch (payment.stage()) {
      case Stray.Kept kept -> kept;
      case Stray _ -> throw Steps.wrongStage();
      case TopUp _, Withdrawal _ -> throw Refused.notFound();
    };
  }

  private static Done.Wanted wanted(
      Membership me, String key, String what, String person, String reason) {
    return Done.Wanted.of(
        me.member().person(),
        key,
        new Sha256("parley/stray/" + what + "/1").add(person).add(reason));
  }
}
