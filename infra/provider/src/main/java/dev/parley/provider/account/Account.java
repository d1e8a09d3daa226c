package dev.parley.provider.account;

import dev.parley.provider.account.Order.OutOrder;
import dev.parley.provider.account.Order.PaymentOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The merchant's account: everything that the provider knows, changed by one caller at a time. What
 * it does not do is thrown as a {@link Refusal}, and nothing is changed then.
 */
public final class Account {
  private final Commit commit;
  private final Keys keys;
  private final Book book;
  private final Payments payments;
  private final Payouts payouts;

  /**
   * @param listener is called under the account's lock
   * @param journal too
   */
  public Account(Ids ids, InstantSource clock, Event.Listener listener, Journal journal) {
    this.commit = new Commit(journal, listener);
    this.keys = new Keys(commit);
    this.book = new Book(ids, clock, commit);
    this.payments = new Payments(ids, book, commit);
    this.payouts = new Payouts(ids, book, payments, commit);
  }

  /** Knows again what a journal has kept; nothing of it is told or kept once more. */
  public synchronized void restore(Change change) {
    switch (change) {
      case Change.OfPayment(var payment) -> payments.restore(payment);
      case Change.OfPayout(var payout) -> payouts.restore(payout);
      case Change.OfBook(var operation, var planted) -> book.restore(operation, planted);
      case Change.OfKey(var key, var order, var made) -> keys.restore(key, order, made);
    }
  }

  private <T> T committed(Supplier<T> change) {
    T result = change.get();
    commit.end();
    return result;
  }

  /** The same key and order give the same payment, as it stands now. */
  public synchronized Outcome announce(String key, PaymentOrder order) {
    Optional<String> before = keys.made(key, order);
    if (before.isPresent()) {
      return new Outcome.Answered(payments.get(before.get()), false);
    }
    return committed(
        () -> {
          Payment payment = payments.announce(order);
          keys.keep(key, order, payment.id());
          return new Outcome.Answered(payment, true);
        });
  }

  /** The same key and order give the same payout or refund, as it stands now. */
  public synchronized Outcome send(String key, OutOrder order) {
    Optional<String> before = keys.made(key, order);
    if (before.isPresent()) {
      return new Outcome.Answered(payouts.get(before.get()), false);
    }
    return committed(
        () -> {
          Payouts.Made made = payouts.make(order);
          made.payout().ifPresent(it -> keys.keep(key, order, it.id()));
          return outcome(made);
        });
  }

  private static Outcome outcome(Payouts.Made made) {
    return made.behaviour() == Behaviour.LOSE_ANSWER
        ? new Outcome.Cut()
        : made.payout()
            .<Outcome>map(it -> new Outcome.Answered(it, true))
            .orElseGet(Outcome.Cut::new);
  }

  public synchronized Payment payment(String id) {
    return payments.get(id);
  }

  public synchronized List<Payment> payments(String reference) {
    return payments.of(reference);
  }

  public synchronized Payout payout(String id) {
    return payouts.get(id);
  }

  public synchronized List<Payout> payouts(Payout.Kind kind, String reference) {
    return payouts.of(kind, reference);
  }

  /** The payer has paid. */
  public synchronized Payment pay(String id, Telling telling) {
    return committed(() -> payments.pay(id, telling));
  }

  /** The payer has paid twice: there is a second payment of the same reference. */
  public synchronized Payment payTwice(String id) {
    return committed(() -> payments.payTwice(id));
  }

  /** The payer does not want to pay. */
  public synchronized Payment refuse(String id) {
    return committed(() -> payments.refuse(id));
  }

  /** Money that no merchant has announced. */
  public synchronized Payment stray(Optional<String> reference, Money amount, Telling telling) {
    return committed(() -> payments.stray(reference, amount, telling));
  }

  /** The payer's bank gives money back of its own accord. */
  public synchronized Payment giveBack(String id, Optional<Money> amount) {
    return committed(() -> payments.takeBack(id, Operation.Kind.RETURN, amount));
  }

  /** The payer has disputed the payment at their bank. */
  public synchronized Payment chargeBack(String id, Optional<Money> amount) {
    return committed(() -> payments.takeBack(id, Operation.Kind.CHARGEBACK, amount));
  }

  /** What is to become of the next payout or refund for which nothing is set yet. */
  public synchronized void next(Behaviour behaviour) {
    payouts.next(behaviour);
  }

  /** Ends the waiting of a payout or refund. */
  public synchronized Payout settle(String id, boolean paid) {
    return committed(() -> payouts.settle(id, paid));
  }

  /** Adds an operation without anything that it would be of. */
  public synchronized Operation plant(Operation.Kind kind, Money amount) {
    book.requirePlaceFor(1);
    return committed(() -> book.plant(kind, amount));
  }

  /** A part of the book. */
  public record Operations(List<Operation> operations, boolean complete) {}

  /** Operations at or after {@code from} and before {@code until}. */
  public synchronized Operations operations(
      Instant from, Instant until, Optional<String> after, int limit) {
    Book.Page page = book.page(from, until, after, limit);
    return new Operations(page.operations(), page.complete());
  }

  /**
   * The balance by currency, found in three ways: carried on from operation to operation, the sum
   * of all operations, and what payments, payouts and planted operations come to. Throws {@link
   * IllegalStateException} where they differ.
   */
  public synchronized Map<String, Long> balances() {
    Map<String, Long> carried = book.balances();
    Map<String, Long> things = ofThings();
    if (!carried.equals(book.sum()) || !carried.equals(things)) {
      throw new IllegalStateException(
          "the book is wrong: carried %s, summed up %s, by what it is of %s"
              .formatted(carried, book.sum(), things));
    }
    return carried;
  }

  private Map<String, Long> ofThings() {
    Map<String, Long> sum = book.planted();
    for (Payment it : payments.all()) {
      if (it.everPaid()) {
        long kept = it.amount().amount() - it.takenBack();
        sum.merge(it.amount().currency(), kept, Math::addExact);
      }
    }
    for (Payout it : payouts.all()) {
      if (it.status() == Payout.Status.PAID) {
        sum.merge(it.amount().currency(), -it.amount().amount(), Math::addExact);
      }
    }
    return sum;
  }
}
