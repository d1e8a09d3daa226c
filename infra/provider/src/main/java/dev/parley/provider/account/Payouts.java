package dev.parley.provider.account;

import dev.parley.provider.account.Order.OutOrder;
import dev.parley.provider.account.Order.PayoutOrder;
import dev.parley.provider.account.Order.RefundOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Money that goes out, each time as was asked for beforehand; used under the account's lock. */
final class Payouts {
  private final Map<String, Payout> payouts = new HashMap<>();
  private final Map<String, List<String>> byReference = new HashMap<>();
  private final Queue<Behaviour> behaviours = new ArrayDeque<>();
  private final Ids ids;
  private final Book book;
  private final Payments payments;
  private final Commit commit;

  Payouts(Ids ids, Book book, Payments payments, Commit commit) {
    this.ids = ids;
    this.book = book;
    this.payments = payments;
    this.commit = commit;
  }

  Payout get(String id) {
    Payout payout = payouts.get(id);
    if (payout == null) {
      throw Refusal.unknown("there is no such payout or refund");
    }
    return payout;
  }

  List<Payout> of(Payout.Kind kind, String reference) {
    return byReference.getOrDefault(reference, List.of()).stream()
        .map(payouts::get)
        .filter(it -> it.kind() == kind)
        .toList();
  }

  Iterable<Payout> all() {
    return payouts.values();
  }

  /** Those that are set come one after the other, each for one payout or refund. */
  void next(Behaviour behaviour) {
    if (behaviours.size() >= Limits.BEHAVIOURS) {
      throw Refusal.full("behaviours", Limits.BEHAVIOURS);
    }
    behaviours.add(behaviour);
  }

  /** What was made of it, and how; a refused request uses no behaviour up. */
  record Made(Optional<Payout> payout, Behaviour behaviour) {}

  Made make(OutOrder order) {
    requirePossible(order);
    Behaviour behaviour = behaviours.isEmpty() ? Behaviour.PAY : behaviours.remove();
    if (behaviour == Behaviour.LOSE_REQUEST) {
      return new Made(Optional.empty(), behaviour);
    }
    Payout waiting = keep(waiting(order, behaviour == Behaviour.NEVER));
    waiting.payment().ifPresent(it -> payments.reserve(it, waiting.amount()));
    return new Made(
        Optional.of(
            switch (behaviour) {
              case PAY, LOSE_ANSWER -> settle(waiting, true);
              case FAIL -> settle(waiting, false);
              case WAIT, NEVER, LOSE_REQUEST -> waiting;
            }),
        behaviour);
  }

  private void requirePossible(OutOrder order) {
    if (payouts.size() >= Limits.PAYOUTS) {
      throw Refusal.full("payouts and refunds", Limits.PAYOUTS);
    }
    book.requirePlaceFor(1);
    if (order instanceof RefundOrder refund) {
      payments.requireLeft(payments.get(refund.payment()), refund.amount());
    }
  }

  private Payout waiting(OutOrder order, boolean silent) {
    return switch (order) {
      case PayoutOrder it ->
          new Payout(
              ids.next("out"),
              Payout.Kind.PAYOUT,
              it.reference(),
              Optional.empty(),
              it.amount(),
              Payout.Status.WAITING,
              Optional.empty(),
              silent);
      case RefundOrder it ->
          new Payout(
              ids.next("ref"),
              Payout.Kind.REFUND,
              it.reference(),
              Optional.of(it.payment()),
              it.amount(),
              Payout.Status.WAITING,
              Optional.empty(),
              silent);
    };
  }

  Payout settle(String id, boolean paid) {
    Payout payout = get(id);
    if (payout.status() != Payout.Status.WAITING) {
      throw Refusal.conflict("settled", "this payout or refund was settled before");
    }
    book.requirePlaceFor(1);
    return settle(payout, paid);
  }

  private Payout settle(Payout waiting, boolean paid) {
    Payout settled = keep(waiting.settled(paid));
    if (paid) {
      book.add(
          settled.kind() == Payout.Kind.PAYOUT ? Operation.Kind.PAYOUT : Operation.Kind.REFUND,
          settled.id(),
          Optional.of(settled.reference()),
          settled.amount());
    } else {
      settled.payment().ifPresent(it -> payments.unreserve(it, settled.amount()));
    }
    commit.happened(Event.of(book.now(), settled), settled.silent() ? Telling.NEVER : Telling.ONCE);
    return settled;
  }

  private Payout keep(Payout payout) {
    restore(payout);
    commit.changed(new Change.OfPayout(payout));
    return payout;
  }

  /** Knows it again, as it was kept. */
  void restore(Payout payout) {
    if (payouts.put(payout.id(), payout) == null) {
      byReference.computeIfAbsent(payout.reference(), _ -> new ArrayList<>()).add(payout.id());
    }
  }
}
