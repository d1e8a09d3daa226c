package dev.parley.core.trade;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Keyed;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Change;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.FakeProvider;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Sending;
import dev.parley.core.payment.Stage;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows every payment from stage to stage, and compares with what the provider has done. */
final class PaymentAudit {
  private static final Set<String> LISTED =
      Set.of(
          """
          ->asked asked>asked asked>waiting asked>credited asked>lapsed
          waiting>waiting waiting>lapsed waiting>credited lapsed>lapsed lapsed>credited
          credited>credited ->awaiting ->sending awaiting>sending awaiting>rejected
          awaiting>cancelled sending>cancelled sending>reconciling reconciling>sending reconciling>reconciling reconciling>sent
          reconciling>paid reconciling>failed sent>sent sent>paid sent>failed
          ->kept ->gone kept>kept kept>assigned kept>givenback
          kept>gone assigned>assigned givenback>givenback givenback>kept givenback>gone"""
              .strip()
              .split("\\s+"));

  /**
   * A page that could not be opened for a whole day, and calling off in the moment between approval
   * and call: too rare for so few months.
   */
  private static final Set<String> RARE = Set.of("asked>lapsed", "sending>cancelled");

  /** Whose money is set aside, in which currency and where. */
  private record Aside(String workspace, String person, Currency currency, Account account) {}

  private record External(String workspace, String id) {}

  private final Audit audit;
  private final Market market;
  private final BookAudit books;
  private final NoticeAudit notices;
  private final Map<PaymentId, Payment> now = new LinkedHashMap<>();
  private final Map<PaymentId, String> completed = new HashMap<>();
  private final Map<Aside, Long> aside = new HashMap<>();
  private final Map<External, PaymentId> externals = new HashMap<>();
  private long prepared;

  PaymentAudit(Audit audit, Market market, BookAudit books) {
    this.audit = audit;
    this.market = market;
    this.books = books;
    this.notices = new NoticeAudit(audit, market);
  }

  List<Payment> all() {
    return new ArrayList<>(now.values());
  }

  /** How many top-ups were made by a payment that lacked something. */
  long prepared() {
    return prepared;
  }

  /** How many things people did with payments. */
  long done() {
    return now.values().stream().mapToLong(it -> it.done().size()).sum();
  }

  void committed(Change change) {
    Payment about = change.payments().getFirst();
    notices.committed(change, Optional.ofNullable(now.get(about.id())));
    change.payments().forEach(this::committed);
    change.payments().stream().flatMap(it -> aside(it).stream()).forEach(this::requireSetAside);
  }

  private void requireSetAside(Aside it) {
    Book book =
        it.account() == Account.WITHDRAWING
            ? Book.income(it.workspace(), it.person(), it.currency())
            : Book.wallet(it.workspace(), it.person(), it.currency());
    audit.require(
        Invariant.SET_ASIDE_IS_UNDER_WAY,
        books.balance(book, it.account()) == aside.getOrDefault(it, 0L),
        () -> aside.get(it) + " under way: " + it);
  }

  private void committed(Payment after) {
    Optional<Payment> before = Optional.ofNullable(now.put(after.id(), after));
    String step = before.map(it -> name(it.stage())).orElse("-") + ">" + name(after.stage());
    market.tally.count("payment " + step);
    boolean next = after.version() == before.map(Payment::version).orElse(0L) + 1;
    audit.require(
        Invariant.PAYMENTS_GO_ON_AS_LISTED,
        next && LISTED.contains(step),
        () -> step + ": " + after);
    before.ifPresent(it -> setAside(it, -1));
    setAside(after, 1);
    external(after);
    sides(after);
    if (after.stage() instanceof TopUp.Asked asked && asked.completes().isPresent()) {
      prepared += before.isEmpty() ? 1 : 0;
      completed.put(after.id(), asked.completes().get());
    }
    if (after.stage() instanceof TopUp.Credited it) {
      Money none = Money.zero(after.amount().currency());
      boolean within =
          !none.isMoreThan(it.returned())
              && !it.returned().isMoreThan(after.amount())
              && !it.takenBack().isMoreThan(after.amount());
      audit.require(Invariant.NO_MORE_GOES_BACK_THAN_CAME, within, after::toString);
    }
  }

  private void setAside(Payment payment, int sign) {
    if (payment.stage() instanceof Withdrawal.UnderWay) {
      aside(payment).ifPresent(it -> aside.merge(it, sign * payment.amount().amount(), Long::sum));
    }
  }

  private static Optional<Aside> aside(Payment payment) {
    if (!(payment.stage() instanceof Withdrawal it)) {
      return Optional.empty();
    }
    Account account =
        it.to() instanceof Destination.ToPurse ? Account.WITHDRAWING : Account.RETURNING;
    PaymentId id = payment.id();
    return payment
        .owner()
        .map(person -> new Aside(id.workspace(), person, payment.amount().currency(), account));
  }

  private void external(Payment after) {
    Optional<String> name =
        switch (after.stage()) {
          case TopUp.Credited it -> Optional.of(it.externalId());
          case Stray it -> Optional.of(it.externalId());
          case TopUp _, Withdrawal _ -> Optional.empty();
        };
    name.map(it -> new External(after.id().workspace(), it))
        .ifPresent(
            it -> {
              PaymentId first = externals.computeIfAbsent(it, _ -> after.id());
              audit.require(
                  Invariant.ONE_EXTERNAL_PAYMENT_COMES_IN_ONCE,
                  first.equals(after.id()),
                  () -> first + " and " + after);
            });
  }

  private void sides(Payment after) {
    if (after.stage() instanceof Withdrawal it && !(it instanceof Withdrawal.UnderWay)) {
      long sent = provider(after).sent(after.id().reference());
      long expected = it instanceof Withdrawal.Paid ? after.amount().amount() : 0;
      audit.require(
          Invariant.NEVER_HERE_AND_OUTSIDE, sent == expected, () -> sent + " sent of " + after);
    }
  }

  /** The provider is asked to send something that it has not heard of. */
  void sending(Sending sending) {
    String workspace = Providers.workspace(sending.key());
    Payment payment = now.get(PaymentId.referred(workspace, sending.key()).orElseThrow());
    boolean known =
        payment.amount().equals(sending.amount())
            && (payment.stage() instanceof Withdrawal.Reconciling
                || payment.stage() instanceof Withdrawal.Sent);
    audit.require(Invariant.ONLY_WHAT_IS_SET_ASIDE_LEAVES, known, payment::toString);
  }

  private FakeProvider provider(Payment payment) {
    return market.providers().of(payment.id().workspace());
  }

  /** The consultations that were paid with what was topped up for them, and where that is told. */
  Set<Told> completed() {
    Set<Told> told = new HashSet<>();
    completed.forEach(
        (id, consultation) -> {
          ConsultationId order = new ConsultationId(id.workspace(), consultation);
          String person = now.get(id).owner().orElseThrow();
          Keyed.paid(audit.orders().now(order), person, "topup-" + consultation)
              .ifPresent(seq -> told.add(new Told(order, seq)));
        });
    return told;
  }

  /** An entry that tells of something that was done with a consultation. */
  record Told(ConsultationId consultation, long seq) {}

  void end() {
    for (Payment it : now.values()) {
      boolean whole = market.payments.find(it.id()).equals(Optional.of(it));
      boolean rests =
          it.stage().wakeAt().isEmpty()
              && (!(it.stage() instanceof Withdrawal.UnderWay)
                  || it.stage() instanceof Withdrawal.Awaiting);
      audit.require(Invariant.NO_PAYMENT_IS_FORGOTTEN, whole && rests, it::toString);
    }
    for (String workspace : Market.WORKSPACES) {
      FakeProvider provider = market.providers().of(workspace);
      provider.book().forEach(it -> effect(workspace, it));
      for (Currency currency : Set.copyOf(currencies(provider))) {
        long theirs = market.providers().sum(workspace, currency);
        long ours = -books.loose(workspace, currency, Account.GATEWAY);
        audit.require(
            Invariant.OUR_BOOK_IS_THE_PROVIDERS,
            ours == theirs,
            () -> "%s has %d, and we say %d %s".formatted(workspace, theirs, ours, currency));
      }
    }
    unmatched();
    notices.end();
  }

  /** What is kept aside is what nobody has got and what is on its way back. */
  private void unmatched() {
    Map<String, Long> kept = new HashMap<>();
    for (Payment it : now.values()) {
      if (it.stage() instanceof Stray.Kept) {
        String where = it.id().workspace() + it.amount().currency();
        kept.merge(where, it.amount().amount(), Long::sum);
      }
    }
    for (String workspace : Market.WORKSPACES) {
      for (String code : List.of("RUB", "EUR", "USD")) {
        Currency currency = Currency.getInstance(code);
        long there = books.loose(workspace, currency, Account.UNMATCHED);
        audit.require(
            Invariant.SET_ASIDE_IS_UNDER_WAY,
            there == kept.getOrDefault(workspace + currency, 0L),
            () -> there + " unmatched: " + kept);
      }
    }
  }

  private static List<Currency> currencies(FakeProvider provider) {
    return provider.book().stream().map(it -> it.amount().currency()).distinct().toList();
  }

  private void effect(String workspace, Operation it) {
    boolean known =
        switch (it.kind()) {
          case PAYMENT, RETURN, CHARGEBACK ->
              externals.containsKey(new External(workspace, it.of()));
          case PAYOUT, REFUND ->
              it.reference()
                  .flatMap(key -> PaymentId.referred(workspace, key))
                  .map(now::get)
                  .filter(one -> one.stage() instanceof Withdrawal.Paid)
                  .filter(one -> one.amount().equals(it.amount().negated()))
                  .isPresent();
        };
    audit.require(Invariant.EVERY_EFFECT_HAS_ITS_TRANSFER, known, it::toString);
  }

  private static String name(Stage stage) {
    return stage.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  static List<String> expected() {
    return LISTED.stream().filter(it -> !RARE.contains(it)).map(it -> "payment " + it).toList();
  }
}
