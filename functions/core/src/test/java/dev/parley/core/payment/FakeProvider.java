package dev.parley.core.payment;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider of payments with a book of its own, which does what a test tells it to. */
public final class FakeProvider implements Payments {
  /** What it does when it is called next. */
  public enum Behaviour {
    /** It sends at once. */
    PAYS,
    /** It says that it will not. */
    FAILS,
    /** It says that it has it, and how it ends comes later or never. */
    WAITS,
    /** The request is lost: nothing is kept, and the caller does not know. */
    LOSES_REQUEST,
    /** The answer is lost: it is done, and the caller does not know. */
    LOSES_ANSWER,
    /** The same, while what was asked for still waits. */
    WAITS_AND_LOSES_ANSWER,
    /** It is out of reach: nothing has happened for certain. */
    UNAVAILABLE
  }

  private static final class Entry {
    private final String id;
    private final Optional<String> reference;
    private final Money amount;
    private Incoming.State state = Incoming.State.WAITING;
    private Money takenBack;
    private Money refunded;

    private Entry(String id, Optional<String> reference, Money amount) {
      this.id = id;
      this.reference = reference;
      this.amount = amount;
      this.takenBack = Money.zero(amount.currency());
      this.refunded = takenBack;
    }

    private Incoming told() {
      return new Incoming(id, reference, amount, state, takenBack);
    }
  }

  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Exit> exits = new LinkedHashMap<>();
  private final List<Operation> book = new ArrayList<>();
  private final Deque<Behaviour> next = new ArrayDeque<>();
  private boolean silent;
  private int numbers;

  public FakeProvider(InstantSource clock) {
    this.clock = clock;
  }

  /** What it does with the next calls that send something, one after the other; then it pays. */
  public synchronized void next(Behaviour... behaviours) {
    next.clear();
    next.addAll(List.of(behaviours));
  }

  /** Whether it is out of reach for every call. */
  public synchronized void silent(boolean is) {
    silent = is;
  }

  @Override
  public synchronized Page open(Opening opening) {
    requireReachable();
    Entry page =
        entries.values().stream()
            .filter(it -> it.reference.filter(opening.reference()::equals).isPresent())
            .findFirst()
            .orElseGet(() -> entry(Optional.of(opening.reference()), opening.amount()));
    return new Page("https://pay.example/" + page.id);
  }

  private Entry entry(Optional<String> reference, Money amount) {
    Entry entry = new Entry("pay_" + ++numbers, reference, amount);
    entries.put(entry.id, entry);
    return entry;
  }

  @Override
  public synchronized List<Incoming> incoming(String reference) {
    requireReachable();
    return entries.values().stream()
        .filter(it -> it.reference.filter(reference::equals).isPresent())
        .map(Entry::told)
        .toList();
  }

  @Override
  public synchronized Outgoing send(Sending sending) {
    requireReachable();
    Behaviour behaviour = next.isEmpty() ? Behaviour.PAYS : next.remove();
    return switch (behaviour) {
      case UNAVAILABLE -> throw new Unavailable("the provider is away");
      case LOSES_REQUEST -> throw new Ambiguous("the request was lost", null);
      case PAYS -> kept(sending, Outgoing.State.PAID);
      case FAILS -> kept(sending, Outgoing.State.FAILED);
      case WAITS -> kept(sending, Outgoing.State.WAITING);
      case LOSES_ANSWER -> {
        kept(sending, Outgoing.State.PAID);
        throw new Ambiguous("the answer was lost", null);
      }
      case WAITS_AND_LOSES_ANSWER -> {
        kept(sending, Outgoing.State.WAITING);
        throw new Ambiguous("the answer was lost", null);
      }
    };
  }

  /** The same key has the same end; another wish under it would be a defect of ours. */
  private Outgoing kept(Sending sending, Outgoing.State state) {
    Exit there = exits.get(sending.key());
    if (there != null) {
      if (!there.sending().equals(sending)) {
        throw new IllegalStateException("another wish under " + sending.key());
      }
      return there.told();
    }
    Exit exit = new Exit("out_" + ++numbers, sending, Outgoing.State.WAITING);
    exits.put(sending.key(), exit);
    Outgoing.State end = isCovered(sending) ? state : Outgoing.State.FAILED;
    if (end != Outgoing.State.FAILED) {
      refund(sending, sending.amount());
    }
    return end == Outgoing.State.WAITING ? exit.told() : ended(exit, end, false);
  }

  private Outgoing ended(Exit exit, Outgoing.State end, boolean reserved) {
    Sending sending = exit.sending();
    exits.put(sending.key(), exit.to(end));
    if (end == Outgoing.State.FAILED && reserved) {
      refund(sending, sending.amount().negated());
    }
    if (end == Outgoing.State.PAID) {
      Operation.Kind kind =
          sending.to() instanceof Destination.ToPurse
              ? Operation.Kind.PAYOUT
              : Operation.Kind.REFUND;
      book(kind, exit.id(), Optional.of(sending.key()), sending.amount().negated());
    }
    return exits.get(sending.key()).told();
  }

  private boolean isCovered(Sending sending) {
    return switch (sending.to()) {
      case Destination.ToPurse _ -> true;
      case Destination.ToOrigin origin -> {
        Entry entry = entries.get(origin.externalId());
        Money left = entry.amount.minus(entry.takenBack).minus(entry.refunded);
        yield !sending.amount().isMoreThan(left);
      }
    };
  }

  private void refund(Sending sending, Money more) {
    if (sending.to() instanceof Destination.ToOrigin origin) {
      Entry entry = entries.get(origin.externalId());
      entry.refunded = entry.refunded.plus(more);
    }
  }

  @Override
  public synchronized Optional<Outgoing> outgoing(Sending sending) {
    requireReachable();
    return Optional.ofNullable(exits.get(sending.key())).map(Exit::told);
  }

  @Override
  public synchronized Operations operations(Instant from, Instant until, Optional<String> after) {
    requireReachable();
    return new Operations(
        book.stream().filter(it -> !it.at().isBefore(from) && it.at().isBefore(until)).toList(),
        true);
  }

  private void requireReachable() {
    if (silent) {
      throw new Unavailable("the provider is away");
    }
  }

  /** Somebody pays what was asked for; whoever has paid already pays a second time. */
  public synchronized Incoming pay(String reference) {
    Entry first = first(reference);
    return first.state == Incoming.State.WAITING
        ? paid(first)
        : paid(entry(Optional.of(reference), first.amount));
  }

  /** Somebody pays something else under a reference, or under none. */
  public synchronized Incoming pay(Optional<String> reference, Money amount) {
    return paid(entry(reference, amount));
  }

  private Incoming paid(Entry entry) {
    entry.state = Incoming.State.PAID;
    book(Operation.Kind.PAYMENT, entry.id, entry.reference, entry.amount);
    return entry.told();
  }

  public synchronized Incoming refuse(String reference) {
    Entry entry = first(reference);
    entry.state = Incoming.State.REFUSED;
    return entry.told();
  }

  private Entry first(String reference) {
    return entries.values().stream()
        .filter(it -> it.reference.filter(reference::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** The payer's bank takes some more of it back. */
  public synchronized Incoming chargeBack(String payment, long amount) {
    return gone(payment, amount, Incoming.State.CHARGED_BACK, Operation.Kind.CHARGEBACK);
  }

  /** It sends a payment back of its own accord. */
  public synchronized Incoming giveBack(String payment) {
    Entry entry = entries.get(payment);
    long left = entry.amount.minus(entry.takenBack).amount();
    return gone(payment, left, Incoming.State.RETURNED, Operation.Kind.RETURN);
  }

  private Incoming gone(String payment, long amount, Incoming.State state, Operation.Kind kind) {
    Entry entry = entries.get(payment);
    Money more = new Money(amount, entry.amount.currency());
    entry.state = state;
    entry.takenBack = entry.takenBack.plus(more);
    book(kind, entry.id, entry.reference, more.negated());
    return entry.told();
  }

  /** What waits comes to an end. */
  public synchronized Outgoing settle(String key, Outgoing.State end) {
    Exit exit = exits.get(key);
    return exit.state() == Outgoing.State.WAITING ? ended(exit, end, true) : exit.told();
  }

  private void book(Operation.Kind kind, String of, Optional<String> reference, Money amount) {
    String id = "op_" + (book.size() + 1);
    book.add(new Operation(id, kind, of, reference, amount, clock.instant()));
  }

  /** Everything that has come in or left there. */
  public synchronized List<Operation> book() {
    return List.copyOf(book);
  }

  /** What it owes the workspace. */
  public synchronized long sum() {
    return book.stream().mapToLong(it -> it.amount().amount()).sum();
  }

  /** What has left it for good under a key. */
  public synchronized long sent(String key) {
    return book.stream()
        .filter(it -> it.reference().filter(key::equals).isPresent())
        .filter(it -> it.amount().amount() < 0)
        .mapToLong(it -> -it.amount().amount())
        .sum();
  }

  /** Every payment that it knows of, as it would be told now. */
  public synchronized List<Incoming> everything() {
    return entries.values().stream().map(Entry::told).toList();
  }

  /** Keys of everything that it was asked to send and has not ended. */
  public synchronized List<String> waiting() {
    return exits.values().stream()
        .filter(it -> it.state() == Outgoing.State.WAITING)
        .map(it -> it.sending().key())
        .toList();
  }
}
