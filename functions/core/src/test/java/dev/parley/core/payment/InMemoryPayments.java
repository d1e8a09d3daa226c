package dev.parley.core.payment;

import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.ledger.InMemoryLedger;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Payments in memory, beside the conversations and books that their steps write into. */
public final class InMemoryPayments implements PaymentStore {
  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparing(Place::at).thenComparing(Place::id);

  private final Map<PaymentId, Payment> payments = new LinkedHashMap<>();
  private final InMemoryConversations conversations;
  private final InMemoryLedger ledger;

  public InMemoryPayments(InMemoryConversations conversations, InMemoryLedger ledger) {
    this.conversations = conversations;
    this.ledger = ledger;
  }

  @Override
  public synchronized Optional<Payment> find(PaymentId id) {
    return Optional.ofNullable(payments.get(id));
  }

  /** Others who write into the same conversations and books do so one after the other, too. */
  @Override
  public synchronized boolean commit(Change change) {
    synchronized (conversations) {
      synchronized (ledger) {
        boolean free =
            change.payments().stream().allMatch(this::isNext)
                && change.money().map(ledger::isFree).orElse(true)
                && change.notice().map(conversations::isFree).orElse(true);
        if (free) {
          change.payments().forEach(one -> payments.put(one.id(), one));
          change.money().ifPresent(ledger::commit);
          change.notice().ifPresent(conversations::commit);
        }
        return free;
      }
    }
  }

  private boolean isNext(Payment payment) {
    long there = find(payment.id()).map(Payment::version).orElse(0L);
    return payment.version() == there + 1;
  }

  @Override
  public synchronized List<Payment> of(
      String workspace, String person, Optional<Place> before, int atMost) {
    return in(workspace)
        .filter(one -> one.belongsTo(person))
        .filter(one -> before.isEmpty() || isBefore(Place.of(one), before.get()))
        .sorted(Comparator.comparing(Place::of, OLDEST_FIRST.reversed()))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<Payment> on(
      String workspace, Desk desk, Optional<Place> after, int atMost) {
    return in(workspace)
        .filter(one -> one.stage().desk().filter(desk::equals).isPresent())
        .filter(one -> after.isEmpty() || isBefore(after.get(), Place.of(one)))
        .sorted(Comparator.comparing(Place::of, OLDEST_FIRST))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<Waking> due(int shard, Instant until, int atMost) {
    return payments.values().stream()
        .filter(one -> Waking.shard(one.id()) == shard)
        .flatMap(one -> one.stage().wakeAt().map(at -> new Waking(one.id(), at)).stream())
        .filter(waking -> !waking.at().isAfter(until))
        .sorted(Comparator.comparing(Waking::at))
        .limit(atMost)
        .toList();
  }

  private Stream<Payment> in(String workspace) {
    return payments.values().stream().filter(one -> one.id().workspace().equals(workspace));
  }

  /** Every payment of every workspace, the first one first. */
  public synchronized List<Payment> all() {
    return List.copyOf(payments.values());
  }

  private static boolean isBefore(Place one, Place other) {
    return OLDEST_FIRST.compare(one, other) < 0;
  }
}
