package dev.parley.core.payment;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Posting;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.PaymentPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sets money aside that its owner wants to have, and lets it leave by {@link Departures}. */
public final class Withdrawals {
  private final Ports ports;
  private final Steps steps;
  private final Moves moves;

  public Withdrawals(Ports ports) {
    this.ports = ports;
    this.steps = new Steps(ports);
    this.moves = new Moves(ports.ledger());
  }

  /** Where somebody wants their money. */
  public sealed interface Where {
    /** Earnings, in a purse. */
    record ToPurse(String number) implements Where {
      /** Never the number: what is printed may be logged. */
      @Override
      public String toString() {
        return "ToPurse";
      }
    }

    /** What is in the wallet, back where a top-up came from. */
    record BackFrom(PaymentId topUp) implements Where {}
  }

  private record Wish(Money amount, Where where, Done.Wanted wanted) {}

  /**
   * How things stand.
   *
   * @param topUp the one that is to go back
   */
  private record Seen(Optional<Payment> there, Optional<Payment> topUp) {}

  /** Sets it aside at once; it leaves soon after, or when a second person has agreed. */
  public Receipt create(Membership me, String key, Money amount, Where where) {
    String person = me.member().person();
    PaymentId id = PaymentId.asked(me.workspace().id(), person, key);
    Wish wish = new Wish(amount, where, Done.Wanted.of(person, key, wording(amount, where)));
    Payment payment =
        steps.settle(
            () -> new Seen(ports.store().find(id), topUp(where)),
            seen -> begun(me, seen, id, wish),
            Optional::of);
    Receipt receipt = Steps.receipt(payment, wish.wanted());
    steps.remind(payment);
    return receipt;
  }

  private Optional<Payment> topUp(Where where) {
    return where instanceof Where.BackFrom back
        ? ports.store().find(back.topUp())
        : Optional.empty();
  }

  private Attempts.Step<Change, Payment> begun(Membership me, Seen seen, PaymentId id, Wish wish) {
    if (seen.there().isPresent()) {
      return new Attempts.Step.Settled<>(seen.there().get());
    }
    Change change =
        switch (wish.where()) {
          case Where.ToPurse to -> toPurse(me, id, wish, to);
          case Where.BackFrom _ -> back(me, id, wish, seen.topUp());
        };
    return new Attempts.Step.Write<>(change, change.payments().getFirst());
  }

  private Change toPurse(Membership me, PaymentId id, Wish wish, Where.ToPurse to) {
    PaymentPolicy policy = me.workspace().payments();
    Amounts.requireWithin(wish.amount(), policy.leastWithdrawal(), policy.mostWithdrawal());
    if (!Purse.isNumber(to.number(), wish.amount().currency())) {
      throw Refused.field(
          Code.INVALID_FIELD, "purse", "It is the number of a purse for this currency.");
    }
    Payment payment = payment(me, id, wish, new Destination.ToPurse(new Purse(to.number())));
    return Change.of(payment, setAside(Moves.Purpose.EARNINGS, payment));
  }

  /** The whole of what is left may go, however little it is. */
  private Change back(Membership me, PaymentId id, Wish wish, Optional<Payment> topUp) {
    Payment origin =
        topUp.filter(it -> it.belongsTo(me.member().person())).orElseThrow(Refused::notFound);
    if (!(origin.stage() instanceof TopUp.Credited credited)) {
      throw Steps.wrongStage();
    }
    Amounts.requireCurrency(origin.amount(), me.workspace().payments().mostWithdrawal());
    Money least = new Money(1, origin.amount().currency());
    Amounts.requireWithin(
        wish.amount(),
        least,
        credited.left(origin.amount()).atMost(me.workspace().payments().mostWithdrawal()));
    Payment payment =
        payment(me, id, wish, new Destination.ToOrigin(origin.id(), credited.externalId()));
    return new Change(
        List.of(payment, origin.to(credited.afterReturn(wish.amount()))),
        Optional.of(setAside(Moves.Purpose.WALLET, payment)));
  }

  private Payment payment(Membership me, PaymentId id, Wish wish, Destination to) {
    Instant now = steps.now();
    boolean needsApproval = wish.amount().isMoreThan(me.workspace().payments().approvalAbove());
    return new Payment(
        id,
        Optional.of(me.member().person()),
        wish.amount(),
        now,
        1,
        needsApproval ? new Withdrawal.Awaiting(to) : new Withdrawal.Sending(to, 0, now),
        List.of(wish.wanted().at(1, now)));
  }

  private Posting setAside(Moves.Purpose purpose, Payment payment) {
    return moves.setAside(
        purpose,
        owner(payment),
        new Moves.Occasion(payment, payment.owner(), Optional.empty(), payment.createdAt()));
  }

  /** A second person agrees, and it leaves. */
  public Receipt approve(Membership me, PaymentId id, String key) {
    Steps.requireAccountant(me);
    Done.Wanted wanted = wanted(me, key, "approve", "");
    return steps.command(
        id,
        wanted,
        payment -> {
          Withdrawal.Awaiting awaiting = awaiting(payment);
          requireSecond(me, payment);
          Instant now = steps.now();
          return Change.of(payment.to(new Withdrawal.Sending(awaiting.to(), 0, now), wanted, now));
        });
  }

  /** A second person says no, and the money is back. */
  public Receipt reject(Membership me, PaymentId id, String key, String reason) {
    Steps.requireAccountant(me);
    Done.Wanted wanted = wanted(me, key, "reject", reason);
    return steps.command(
        id,
        wanted,
        payment -> {
          Withdrawal.Awaiting awaiting = awaiting(payment);
          requireSecond(me, payment);
          String by = me.member().person();
          Instant now = steps.now();
          Payment after =
              payment.to(new Withdrawal.Rejected(awaiting.to(), by, reason, now), wanted, now);
          return back(
              after,
              awaiting.to(),
              new Moves.Occasion(after, Optional.of(by), Optional.of(reason), now));
        });
  }

  /** Its owner calls it off while the provider has not been called. */
  public Receipt cancel(Membership me, PaymentId id, String key) {
    Done.Wanted wanted = wanted(me, key, "cancel", "");
    return steps.command(
        id,
        wanted,
        payment -> {
          if (!payment.belongsTo(me.member().person())) {
            throw Refused.notFound();
          }
          Destination to = uncalled(payment).to();
          Instant now = steps.now();
          Payment after = payment.to(new Withdrawal.Cancelled(to, now), wanted, now);
          return back(after, to, new Moves.Occasion(after, payment.owner(), Optional.empty(), now));
        });
  }

  /** The money is where it was before, and what it came from knows that. */
  Change back(Payment after, Destination to, Moves.Occasion why) {
    Moves.Purpose purpose = purpose(after, to);
    return switch (to) {
      case Destination.ToPurse _ -> Change.of(after, moves.stay(purpose, owner(after), why));
      case Destination.ToOrigin origin -> {
        Payment from = ports.store().find(origin.payment()).orElseThrow();
        yield switch (from.stage()) {
          case TopUp.Credited credited ->
              new Change(
                  List.of(after, from.to(credited.afterReturn(after.amount().negated()))),
                  Optional.of(moves.stay(purpose, owner(after), why)));
          case Stray.GivenBack given ->
              new Change(
                  List.of(after, from.to(given.kept())),
                  recovered(after.amount().minus(from.amount()), why));
          case Stray.Gone _ -> new Change(List.of(after), recovered(after.amount(), why));
          default -> throw new IllegalStateException("nothing can have gone back of " + from.id());
        };
      }
    };
  }

  /** What the provider took back of it on its way. */
  private Optional<Posting> recovered(Money lost, Moves.Occasion why) {
    return lost.isPositive() ? Optional.of(moves.recover(lost, why)) : Optional.empty();
  }

  /** Which money leaves by a withdrawal. */
  static Moves.Purpose purpose(Payment withdrawal, Destination to) {
    return switch (to) {
      case Destination.ToPurse _ -> Moves.Purpose.EARNINGS;
      case Destination.ToOrigin _ ->
          withdrawal.owner().isPresent() ? Moves.Purpose.WALLET : Moves.Purpose.UNMATCHED;
    };
  }

  /** One of which the provider knows nothing for certain. */
  private static Withdrawal uncalled(Payment payment) {
    return switch (payment.stage()) {
      case Withdrawal.Sending sending -> sending;
      default -> awaiting(payment);
    };
  }

  private static Withdrawal.Awaiting awaiting(Payment payment) {
    return switch (payment.stage()) {
      case Withdrawal.Awaiting awaiting -> awaiting;
      case Withdrawal _ -> throw Steps.wrongStage();
      case TopUp _, Stray _ -> throw Refused.notFound();
    };
  }

  private static void requireSecond(Membership me, Payment payment) {
    if (payment.belongsTo(me.member().person())) {
      throw Refused.of(Code.NOT_ALLOWED, "A second person decides this.");
    }
  }

  static String owner(Payment payment) {
    return payment.owner().orElse("");
  }

  private static Done.Wanted wanted(Membership me, String key, String what, String reason) {
    return Done.Wanted.of(
        me.member().person(), key, new Sha256("parley/withdrawal/" + what + "/1").add(reason));
  }

  private static Sha256 wording(Money amount, Where where) {
    Sha256 wording =
        new Sha256("parley/withdrawal/1")
            .add(amount.amount())
            .add(amount.currency().getCurrencyCode());
    return switch (where) {
      case Where.ToPurse to -> wording.add("purse").add(to.number());
      case Where.BackFrom back -> wording.add("back").add(back.topUp().value());
    };
  }
}
