package dev.parley.core.finance;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Loose;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a day of the provider's book beside ours. What it has and nobody told us of is taken in
 * first, so what is left are differences.
 */
final class Reconciliation {
  private static final int PAGE = 500;

  private final Ports ports;
  private final dev.parley.core.payment.Ports payments;

  Reconciliation(Ports ports) {
    this.ports = ports;
    this.payments = ports.payments();
  }

  List<Difference> of(Night night) {
    List<Difference> differences = new ArrayList<>();
    Set<String> theirs = new LinkedHashSet<>();
    Optional<String> after = Optional.empty();
    Operations page;
    do {
      page = payments.provider().operations(night.from(), night.until(), after);
      for (Operation it : page.operations()) {
        ours(night, it).ifPresent(payment -> theirs.add(payment.id().value()));
        difference(night, it).ifPresent(differences::add);
        after = Optional.of(it.id());
      }
    } while (!page.complete() && !page.operations().isEmpty());
    for (String payment : moved(night)) {
      if (!theirs.contains(payment)) {
        unknownThere(new PaymentId(night.workspace(), payment)).ifPresent(differences::add);
      }
    }
    return differences;
  }

  private Optional<Payment> ours(Night night, Operation it) {
    Optional<Payment> stray = payments.store().find(PaymentId.external(night.workspace(), it.of()));
    return stray.isPresent()
        ? stray
        : it.reference()
            .flatMap(reference -> PaymentId.referred(night.workspace(), reference))
            .flatMap(payments.store()::find);
  }

  private Optional<Difference> difference(Night night, Operation it) {
    Optional<Difference> first = compare(night, it);
    if (first.isEmpty()) {
      return first;
    }
    learn(night, it);
    return compare(night, it);
  }

  /** Asks what the provider knows of it, as if its word had come late. */
  private void learn(Night night, Operation it) {
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
          ours(night, it)
              .flatMap(this::sending)
              .flatMap(payments.provider()::outgoing)
              .ifPresent(known -> ports.departures().told(night.workspace(), known));
    }
  }

  private Optional<Difference> compare(Night night, Operation it) {
    Optional<Payment> ours = ours(night, it);
    Optional<Money> booked = ours.flatMap(payment -> booked(payment, it));
    if (booked.isEmpty()) {
      return Optional.of(new Difference(Difference.Kind.MISSING_HERE, it.of(), it.amount()));
    }
    Money theirs = it.amount().isPositive() ? it.amount() : it.amount().negated();
    return booked.get().equals(theirs)
        ? Optional.empty()
        : Optional.of(new Difference(Difference.Kind.AMOUNT, it.of(), it.amount()));
  }

  /** How much of it stands in our book; empty when nothing of the kind does. */
  private static Optional<Money> booked(Payment payment, Operation it) {
    Money all = payment.amount();
    return switch (payment.stage()) {
      case TopUp.Credited credited ->
          switch (it.kind()) {
            case PAYMENT -> credited.externalId().equals(it.of()) ? Optional.of(all) : Optional.empty();
            case RETURN, CHARGEBACK -> some(credited.takenBack());
            case PAYOUT, REFUND -> Optional.empty();
          };
      case TopUp _ -> Optional.empty();
      case Stray.Assigned assigned ->
          it.kind() == Operation.Kind.PAYMENT ? Optional.of(all) : some(assigned.takenBack());
      case Stray.Gone _ -> Optional.of(all);
      case Stray _ ->
          it.kind() == Operation.Kind.PAYMENT ? Optional.of(all) : Optional.empty();
      case Withdrawal.Paid _ ->
          switch (it.kind()) {
            case PAYOUT, REFUND -> Optional.of(all);
            case PAYMENT, RETURN, CHARGEBACK -> Optional.empty();
          };
      case Withdrawal _ -> Optional.empty();
    };
  }

  private static Optional<Money> some(Money amount) {
    return amount.isPositive() ? Optional.of(amount) : Optional.empty();
  }

  /** The payments whose money came in or left in the day, by our book. */
  private Set<String> moved(Night night) {
    LedgerStore ledger = payments.ledger();
    Set<String> moved = new LinkedHashSet<>();
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      String after = "";
      List<Loose> page;
      do {
        page = ledger.loose(night.workspace(), shard, after, PAGE);
        for (Loose it : page) {
          after = it.transfer();
          if (night.covers(it.at()) && it.amounts().containsKey(Account.GATEWAY)) {
            moved.add(it.cause().of());
          }
        }
      } while (page.size() == PAGE);
    }
    return moved;
  }

  /** Clocks differ, and words come late: what is not in its day there is asked for by name. */
  private Optional<Difference> unknownThere(PaymentId id) {
    Optional<Payment> ours = payments.store().find(id);
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    try {
      return isKnownThere(ours.get())
          ? Optional.empty()
          : Optional.of(
              new Difference(Difference.Kind.MISSING_THERE, id.value(), ours.get().amount()));
    } catch (Unavailable | Ambiguous e) {
      throw new Unavailable("the provider did not answer", e);
    }
  }

  private boolean isKnownThere(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited credited ->
          payments.provider().incoming(payment.id().reference()).stream()
              .filter(it -> it.externalId().equals(credited.externalId()))
              .anyMatch(it -> it.state() == Incoming.State.PAID || it.isGone());
      case Withdrawal _ ->
          sending(payment)
              .flatMap(payments.provider()::outgoing)
              .filter(it -> it.state() == Outgoing.State.PAID)
              .isPresent();
      case TopUp _, Stray _ -> true;
    };
  }

  private Optional<Sending> sending(Payment payment) {
    return payment.stage() instanceof Withdrawal withdrawal
        ? Optional.of(new Sending(payment.id().reference(), payment.amount(), withdrawal.to()))
        : Optional.empty();
  }
}
