package dev.parley.provider.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Money that comes in, and what is taken back of it; used under the account's lock. */
final class Payments {
  private final Map<String, Payment> payments = new HashMap<>();
  private final Map<String, List<String>> byReference = new HashMap<>();
  private final Ids ids;
  private final Book book;
  private final Commit commit;

  Payments(Ids ids, Book book, Commit commit) {
    this.ids = ids;
    this.book = book;
    this.commit = commit;
  }

  Payment get(String id) {
    Payment payment = payments.get(id);
    if (payment == null) {
      throw Refusal.unknown("there is no such payment");
    }
    return payment;
  }

  List<Payment> of(String reference) {
    return byReference.getOrDefault(reference, List.of()).stream().map(payments::get).toList();
  }

  Iterable<Payment> all() {
    return payments.values();
  }

  Payment announce(Order.PaymentOrder order) {
    requirePlace();
    return keep(Payment.waiting(ids.next("pay"), order));
  }

  Payment pay(String id, Telling telling) {
    Payment waiting = waiting(id);
    book.requirePlaceFor(1);
    return paid(waiting, telling);
  }

  /** The payer pays, and then the same again: a payment that nobody has announced. */
  Payment payTwice(String id) {
    Payment waiting = waiting(id);
    book.requirePlaceFor(2);
    requirePlace();
    Payment first = paid(waiting, Telling.ONCE);
    paid(
        new Payment(
            ids.next("pay"),
            first.reference(),
            first.amount(),
            first.description(),
            first.returnUrl(),
            Payment.Status.WAITING,
            0,
            0),
        Telling.ONCE);
    return first;
  }

  Payment refuse(String id) {
    Payment refused = keep(waiting(id).as(Payment.Status.REFUSED));
    commit.happened(Event.of(book.now(), refused), Telling.ONCE);
    return refused;
  }

  Payment stray(Optional<String> reference, Money amount, Telling telling) {
    requirePlace();
    book.requirePlaceFor(1);
    return paid(
        new Payment(
            ids.next("pay"), reference, amount, "", Optional.empty(), Payment.Status.WAITING, 0, 0),
        telling);
  }

  /**
   * @param amount all that is left of the payment where none is given
   */
  Payment takeBack(String id, Operation.Kind by, Optional<Money> amount) {
    Payment payment = get(id);
    if (!payment.everPaid()) {
      throw Refusal.conflict("not_paid", "this payment was not paid");
    }
    Money taken = amount.orElse(payment.amount().with(payment.left()));
    requireLeft(payment, taken);
    book.requirePlaceFor(1);
    Payment after =
        keep(
            payment.takenBack(
                by == Operation.Kind.RETURN ? Payment.Status.RETURNED : Payment.Status.CHARGED_BACK,
                taken.amount()));
    book.add(by, id, payment.reference(), taken);
    commit.happened(Event.of(book.now(), after), Telling.ONCE);
    return after;
  }

  /** Keeps money back for a refund. Throws where less is left. */
  void reserve(String id, Money amount) {
    Payment payment = get(id);
    requireLeft(payment, amount);
    keep(payment.refunded(amount.amount()));
  }

  /** A refund has failed: its money is left again. */
  void unreserve(String id, Money amount) {
    keep(get(id).refunded(-amount.amount()));
  }

  void requireLeft(Payment payment, Money amount) {
    if (!payment.amount().currency().equals(amount.currency())
        || amount.amount() > payment.left()
        || payment.left() == 0) {
      throw new Refusal(
          422,
          "refused",
          "%d %s are left of this payment".formatted(payment.left(), payment.amount().currency()));
    }
  }

  private Payment paid(Payment waiting, Telling telling) {
    Payment paid = keep(waiting.as(Payment.Status.PAID));
    book.add(Operation.Kind.PAYMENT, paid.id(), paid.reference(), paid.amount());
    commit.happened(Event.of(book.now(), paid), telling);
    return paid;
  }

  private Payment waiting(String id) {
    Payment payment = get(id);
    if (payment.status() != Payment.Status.WAITING) {
      throw Refusal.conflict("not_waiting", "this payment does not wait for its payer any more");
    }
    return payment;
  }

  private void requirePlace() {
    if (payments.size() >= Limits.PAYMENTS) {
      throw Refusal.full("payments", Limits.PAYMENTS);
    }
  }

  private Payment keep(Payment payment) {
    restore(payment);
    commit.changed(new Change.OfPayment(payment));
    return payment;
  }

  /** Knows it again, as it was kept. */
  void restore(Payment payment) {
    if (payments.put(payment.id(), payment) == null) {
      payment
          .reference()
          .ifPresent(
              it -> byReference.computeIfAbsent(it, _ -> new ArrayList<>()).add(payment.id()));
    }
  }
}
