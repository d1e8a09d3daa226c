package dev.parley.core.payment;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Posting;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts what a provider tells of payments that come in into the books: any number of times and in
 * any order, with one effect.
 */
public final class Arrivals {
  private final Ports ports;
  private final Steps steps;
  private final Moves moves;
  private final Completions completions;

  public Arrivals(Ports ports, Completions completions) {
    this.ports = ports;
    this.steps = new Steps(ports);
    this.moves = new Moves(ports.ledger());
    this.completions = completions;
  }

  /** What is known of a payment: that it fitted nothing, and the top-up that it may fit. */
  private record Seen(Optional<Payment> stray, Optional<Payment> topUp) {
    private static Seen of(Payment payment) {
      Optional<Payment> one = Optional.of(payment);
      return payment.stage() instanceof TopUp
          ? new Seen(Optional.empty(), one)
          : new Seen(one, Optional.empty());
    }
  }

  /** What is written, and the payment that it is about. */
  private record Told(Change change, Payment about) {
    private static Told of(Payment payment) {
      return new Told(Change.of(payment), payment);
    }
  }

  /**
   * Takes in what is told. Of what is gone in part, the rest has come in, even if nobody told so.
   *
   * @param workspace the one whose account it came into
   */
  public void told(String workspace, Incoming it) {
    if (it.isGone() && !it.isWhollyGone()) {
      settle(workspace, it.asItCame());
    }
    settle(workspace, it).topUp().ifPresent(completions::complete);
  }

  /** What is known then. */
  private Seen settle(String workspace, Incoming it) {
    return steps.settle(
        () -> look(workspace, it),
        seen ->
            decide(workspace, seen, it)
                .<Attempts.Step<Change, Seen>>map(
                    told -> new Attempts.Step.Write<>(told.change(), Seen.of(told.about())))
                .orElseGet(() -> new Attempts.Step.Settled<>(seen)),
        seen -> seen.stray().or(seen::topUp));
  }

  /** Whether this is to be paid, and nobody has paid it yet. */
  public boolean expects(String workspace, Incoming it) {
    return look(workspace, it)
        .topUp()
        .filter(payment -> payment.stage() instanceof TopUp.Unpaid)
        .filter(payment -> payment.amount().equals(it.amount()))
        .isPresent();
  }

  /** The top-up first: what is told gone after this is read conflicts, and before it is seen. */
  private Seen look(String workspace, Incoming it) {
    Optional<Payment> topUp =
        it.reference()
            .flatMap(reference -> PaymentId.referred(workspace, reference))
            .flatMap(ports.store()::find)
            .filter(payment -> payment.stage() instanceof TopUp);
    return new Seen(ports.store().find(PaymentId.external(workspace, it.externalId())), topUp);
  }

  private Optional<Told> decide(String workspace, Seen seen, Incoming it) {
    if (seen.stray().isPresent()) {
      return it.isGone() ? strayIsGone(seen.stray().get(), it) : Optional.empty();
    }
    if (seen.topUp().isPresent() && seen.topUp().get().stage() instanceof TopUp.Credited credited) {
      if (credited.externalId().equals(it.externalId())) {
        return it.isGone() ? creditIsGone(seen.topUp().get(), credited, it) : Optional.empty();
      }
    }
    return switch (it.state()) {
      case WAITING -> Optional.empty();
      case REFUSED -> seen.topUp().flatMap(this::refused);
      case PAID -> Optional.of(paid(workspace, seen.topUp(), it));
      case RETURNED, CHARGED_BACK -> Optional.of(gone(workspace, seen.topUp(), it));
    };
  }

  /** The top-up takes a step, too: whoever credits it meanwhile looks again. */
  private Told gone(String workspace, Optional<Payment> topUp, Incoming it) {
    Payment gone = stray(workspace, it, new Stray.Gone(it.externalId(), now()));
    List<Payment> payments = new ArrayList<>(List.of(gone));
    topUp.ifPresent(payment -> payments.add(payment.to(payment.stage())));
    return new Told(new Change(payments, Optional.empty()), gone);
  }

  private Told paid(String workspace, Optional<Payment> topUp, Incoming it) {
    if (topUp.isEmpty()) {
      return kept(workspace, it, Stray.Why.UNKNOWN_REFERENCE);
    }
    Payment payment = topUp.get();
    return switch ((TopUp) payment.stage()) {
      case TopUp.Credited _ -> kept(workspace, it, Stray.Why.PAID_BEFORE);
      case TopUp.Unpaid unpaid ->
          payment.amount().equals(it.amount())
              ? credited(payment, unpaid, it)
              : kept(workspace, it, Stray.Why.OTHER_AMOUNT);
    };
  }

  private Told credited(Payment payment, TopUp.Unpaid unpaid, Incoming it) {
    Money none = Money.zero(payment.amount().currency());
    Instant now = now();
    Payment after =
        payment.to(new TopUp.Credited(unpaid.completes(), it.externalId(), none, none, now));
    String owner = owner(payment);
    return new Told(
        Change.of(
            after, moves.credit(Cause.Event.TOPPED_UP, owner, Moves.Occasion.told(after, now))),
        after);
  }

  private Told kept(String workspace, Incoming it, Stray.Why why) {
    Instant now = now();
    Optional<String> reference =
        it.reference()
            .map(text -> text.substring(0, Math.min(text.length(), Limits.REFERENCE_CHARACTERS)));
    Payment after = stray(workspace, it, new Stray.Kept(it.externalId(), reference, why, now));
    return new Told(Change.of(after, moves.keep(Moves.Occasion.told(after, now))), after);
  }

  private Payment stray(String workspace, Incoming it, Stray stage) {
    return new Payment(
        PaymentId.external(workspace, it.externalId()),
        Optional.empty(),
        it.amount(),
        now(),
        1,
        stage,
        List.of());
  }

  private Optional<Told> refused(Payment payment) {
    return payment.stage() instanceof TopUp.Unpaid unpaid && !(unpaid instanceof TopUp.Lapsed)
        ? Optional.of(Told.of(payment.to(new TopUp.Lapsed(unpaid.completes(), true, now()))))
        : Optional.empty();
  }

  private Optional<Told> creditIsGone(Payment payment, TopUp.Credited credited, Incoming it) {
    Money all = it.takenBack().atMost(payment.amount());
    Money more = all.minus(credited.takenBack());
    if (!more.isPositive()) {
      return Optional.empty();
    }
    Payment after = payment.to(credited.takenBack(all));
    Moves.Occasion why = Moves.Occasion.told(after, now());
    return Optional.of(
        new Told(Change.of(after, moves.takeBack(owner(payment), more, why)), after));
  }

  /** Its amount is what is left of it. */
  private Optional<Told> strayIsGone(Payment payment, Incoming it) {
    Money before = it.amount().minus(payment.amount());
    Money more = it.takenBack().minus(before).atMost(payment.amount());
    return switch ((Stray) payment.stage()) {
      case Stray.Gone _ -> Optional.empty();
      case Stray.Kept _ -> only(more, () -> lessened(payment, more, why -> moves.lose(more, why)));
      case Stray.GivenBack _ ->
          only(more, () -> lessened(payment, more, why -> moves.loseTwice(more, why)));
      case Stray.Assigned assigned -> {
        Money since = more.minus(assigned.takenBack());
        yield only(since, () -> assignedIsGone(payment, assigned, since));
      }
    };
  }

  private static Optional<Told> only(Money more, Supplier<Told> told) {
    return more.isPositive() ? Optional.of(told.get()) : Optional.empty();
  }

  private Told lessened(Payment payment, Money more, Function<Moves.Occasion, Posting> money) {
    Stray stage = (Stray) payment.stage();
    Money left = payment.amount().minus(more);
    Payment after =
        left.isPositive()
            ? payment.to(stage).of(left)
            : payment.to(new Stray.Gone(stage.externalId(), now()));
    return new Told(Change.of(after, money.apply(Moves.Occasion.told(after, now()))), after);
  }

  private Told assignedIsGone(Payment payment, Stray.Assigned assigned, Money more) {
    Payment after = payment.to(assigned.afterTaking(more));
    Moves.Occasion why = Moves.Occasion.told(after, now());
    return new Told(Change.of(after, moves.takeBack(assigned.person(), more, why)), after);
  }

  private static String owner(Payment payment) {
    return payment.owner().orElseThrow(Refused::notFound);
  }

  private Instant now() {
    return steps.now();
  }
}
