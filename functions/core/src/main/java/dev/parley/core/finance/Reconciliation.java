package dev.parley.core.finance;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Sending;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays a day of the provider's book beside ours. What it has and nobody told us of is taken in
 * first, so what is left are differences.
 */
final class Reconciliation {
  private final Ports ports;
  private final dev.parley.core.payment.Ports payments;
  private final Booked booked;

  Reconciliation(Ports ports) {
    this.ports = ports;
    this.payments = ports.payments();
    this.booked = new Booked(payments.ledger());
  }

  /**
   * What the books do not say alike; nothing where the provider keeps none that can be read.
   *
   * @param moved what went through the provider in the day, by our book
   * @throws Unavailable when the provider does not answer
   */
  List<Difference> of(Night night, Currency currency, Map<String, Findings.Moved> moved) {
    if (!payments.provider().keepsBook()) {
      return List.of();
    }
    Day day = new Day(night, currency);
    try {
      operations(night).forEach(day::theirs);
      new TreeMap<>(moved).forEach(day::ours);
    } catch (Ambiguous e) {
      throw new Unavailable("the provider did not answer", e);
    }
    return day.differences;
  }

  private List<Operation> operations(Night night) {
    List<Operation> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    Operations page;
    do {
      page = payments.provider().operations(night.from(), night.until(), after);
      all.addAll(page.operations());
      after = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().id());
    } while (!page.complete() && !page.operations().isEmpty());
    return all.stream().filter(it -> !isOfAnother(night, it)).toList();
  }

  /** Workspaces share the provider: what is known to be of another one is for its own night. */
  private boolean isOfAnother(Night night, Operation it) {
    Optional<String> named = it.reference().flatMap(PaymentId::named).map(PaymentId::workspace);
    if (named.filter(night.workspace()::equals).isPresent()) {
      return false;
    }
    return named.flatMap(payments.directory()::workspace).isPresent()
        || isTakenInByAnother(night, it);
  }

  /** What names nobody is for one of them alone: its nights run side by side with the others'. */
  private boolean isTakenInByAnother(Night night, Operation it) {
    List<String> workspaces = payments.directory().workspaces();
    boolean isHere =
        payments.store().find(PaymentId.external(night.workspace(), it.of())).isPresent();
    boolean isTheFirst = workspaces.stream().noneMatch(one -> one.compareTo(night.workspace()) < 0);
    if (!isHere && !isTheFirst) {
      return true;
    }
    return workspaces.stream()
        .filter(one -> !one.equals(night.workspace()))
        .map(one -> PaymentId.external(one, it.of()))
        .anyMatch(id -> payments.store().find(id).isPresent());
  }

  /** A part of the provider's book: what it says of one thing is added up. */
  private record Part(String of, boolean isIn) {}

  /** A day that is looked at from both sides. */
  private final class Day {
    private final Night night;
    private final Currency currency;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<Part, Money> named = new HashMap<>();
    private final Map<Part, Money> known = new HashMap<>();
    private final Set<Part> differing = new HashSet<>();

    private Day(Night night, Currency currency) {
      this.night = night;
      this.currency = currency;
    }

    private void theirs(Operation it) {
      boolean isIn = it.amount().isPositive();
      Money amount = isIn ? it.amount() : it.amount().negated();
      Money all = named.merge(new Part(it.of(), isIn), amount, Day::sum);
      if (isTakenBack(it) || difference(it, all).isPresent()) {
        learn(it);
      }
      Optional<Difference.Kind> difference = difference(it, all);
      difference.ifPresent(kind -> differences.add(new Difference(kind, it.of(), it.amount())));
      payment(it)
          .ifPresent(
              payment -> {
                Part part = new Part(payment.id().value(), isIn);
                known.merge(part, amount, Day::sum);
                difference.ifPresent(_ -> differing.add(part));
              });
    }

    /** A part that comes in other money never sums to what is ours. */
    private static Money sum(Money one, Money other) {
      return one.currency().equals(other.currency()) ? one.plus(other) : other;
    }

    private Optional<Difference.Kind> difference(Operation it, Money all) {
      Optional<Money> ours = payment(it).map(payment -> booked.of(payment, it));
      if (ours.filter(Money::isPositive).isEmpty()) {
        return Optional.of(Difference.Kind.MISSING_HERE);
      }
      boolean isAPart =
          isTakenBack(it)
              && ours.get().currency().equals(all.currency())
              && !all.isMoreThan(ours.get());
      return isAPart || ours.get().equals(all)
          ? Optional.empty()
          : Optional.of(Difference.Kind.AMOUNT);
    }

    private Optional<Payment> payment(Operation it) {
      Optional<Payment> stray =
          payments.store().find(PaymentId.external(night.workspace(), it.of()));
      return stray.isPresent()
          ? stray
          : it.reference()
              .flatMap(reference -> PaymentId.referred(night.workspace(), reference))
              .flatMap(payments.store()::find);
    }

    /** Asks what the provider knows of it, as if its word had come late. */
    private void learn(Operation it) {
      if (it.reference().isEmpty()) {
        return;
      }
      switch (it.kind()) {
        case PAYMENT, RETURN, CHARGEBACK ->
            payments
                .provider()
                .incoming(it.reference().get())
                .forEach(known -> ports.arrivals().told(night.workspace(), known));
        case PAYOUT, REFUND ->
            payment(it)
                .flatMap(Reconciliation::sending)
                .flatMap(payments.provider()::outgoing)
                .ifPresent(known -> ports.departures().told(night.workspace(), known));
      }
    }

    private void ours(String payment, Findings.Moved moved) {
      ours(payment, true, moved.in());
      ours(payment, false, moved.out());
    }

    /** Clocks differ, and words come late: what is not in its day there is asked for by name. */
    private void ours(String payment, boolean isIn, long amount) {
      Part part = new Part(payment, isIn);
      Money money = new Money(amount, currency);
      if (amount == 0 || differing.contains(part) || money.equals(known.get(part))) {
        return;
      }
      if (!isKnownThere(new PaymentId(night.workspace(), payment), isIn)) {
        differences.add(
            new Difference(Difference.Kind.MISSING_THERE, payment, isIn ? money : money.negated()));
      }
    }
  }

  /**
   * Whether it goes part by part: some of what is booked may have gone on other days, and only the
   * provider knows whether that is all.
   */
  private static boolean isTakenBack(Operation it) {
    return switch (it.kind()) {
      case RETURN, CHARGEBACK -> true;
      case PAYMENT, PAYOUT, REFUND -> false;
    };
  }

  private boolean isKnownThere(PaymentId id, boolean isIn) {
    Optional<Payment> found = payments.store().find(id);
    if (found.isEmpty()) {
      return false;
    }
    Payment payment = found.get();
    return switch (payment.stage()) {
      case TopUp.Credited credited ->
          payments.provider().incoming(id.reference()).stream()
              .filter(it -> it.externalId().equals(credited.externalId()))
              .anyMatch(it -> says(it, payment, isIn));
      case Withdrawal _ ->
          sending(payment)
              .flatMap(payments.provider()::outgoing)
              .filter(it -> it.state() == Outgoing.State.PAID)
              .isPresent();
      case TopUp _ -> false;
      case Stray _ -> true;
    };
  }

  /** What was taken back since is told on its own day. */
  private boolean says(Incoming it, Payment payment, boolean isIn) {
    return isIn
        ? it.amount().equals(payment.amount()) && (it.state() == Incoming.State.PAID || it.isGone())
        : !booked.takenBack(payment).isMoreThan(it.takenBack());
  }

  private static Optional<Sending> sending(Payment payment) {
    return payment.stage() instanceof Withdrawal withdrawal
        ? Optional.of(new Sending(payment.id().reference(), payment.amount(), withdrawal.to()))
        : Optional.empty();
  }
}
