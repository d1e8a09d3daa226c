package dev.parley.core.trade;

import dev.parley.core.consultation.Actor;
import dev.parley.core.consultation.Change;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Terms;
import dev.parley.core.consultation.Transition;
import dev.parley.core.conversation.Chronicle;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Posting;
import dev.parley.core.money.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows every order from stage to stage. */
final class OrderAudit {
  private static final Set<Transition> LISTED = Transition.listed();

  private final Audit audit;
  private final Market market;
  private final BookAudit books;
  private final Map<ConsultationId, Order> orders = new LinkedHashMap<>();

  OrderAudit(Audit audit, Market market, BookAudit books) {
    this.audit = audit;
    this.market = market;
    this.books = books;
  }

  List<Consultation> all() {
    return orders.values().stream().map(order -> order.now).toList();
  }

  Consultation now(ConsultationId id) {
    return orders.get(id).now;
  }

  void committed(Change change) {
    Consultation after = change.consultation();
    Entry entry = change.entry().entry();
    Order order = orders.computeIfAbsent(after.id(), id -> new Order(audit, books, id));
    Optional<Consultation> before = Optional.ofNullable(order.now);
    Content.Progress told = (Content.Progress) entry.content();
    transition(before, change, told);
    boolean tells =
        told.consultation().equals(after.id().value())
            && told.version() == after.version()
            && after.version() == before.map(Consultation::version).orElse(0L) + 1
            && told.stage().equals(name(after.stage()));
    audit.require(Invariant.ENTRIES_TELL_OF_THE_STAGES, tells, change::toString);
    order.now = after;
    order.money(change.money(), told);
    order.time(told.event(), entry.at(), market.window(after.id().workspace()));
    terms(before, after);
    audit.require(
        Invariant.DONE_ONCE_AND_ONLY_WHAT_WAS_WANTED,
        after.done().size()
            == before.map(it -> it.done().size()).orElse(0) + (isTime(entry) ? 0 : 1),
        change::toString);
    long work = work(after.parties().conversation());
    audit.require(
        Invariant.PAID_WORK_IS_COUNTED,
        entry.standing().paidWork() == work,
        () -> work + " and " + entry);
  }

  private static boolean isTime(Entry entry) {
    return entry.author().equals(Chronicle.NOBODY);
  }

  private void transition(Optional<Consultation> before, Change change, Content.Progress told) {
    Consultation after = change.consultation();
    String from = before.map(it -> name(it.stage())).orElse("-");
    String who = actor(after, change.entry().entry()).name().toLowerCase(Locale.ROOT);
    String money = change.money().map(it -> money(it, told.event())).orElse("-");
    Transition it = new Transition(from, told.event(), told.stage(), who, money);
    boolean paid =
        before
            .flatMap(one -> one.stage().terms())
            .map(Terms::price)
            .map(Money::isPositive)
            .orElse(false);
    Optional<Transition> listed =
        LISTED.stream().filter(one -> one.free().equals(it.free())).findFirst();
    audit.require(Invariant.ONLY_LISTED_TRANSITIONS, listed.isPresent(), it::toString);
    audit.require(
        Invariant.EACH_TRANSITION_HAS_ITS_EFFECT,
        (paid ? listed.orElseThrow() : it.free()).equals(it),
        it::toString);
    market.tally.count("transition " + it.free());
    market.tally.count("stage " + told.stage());
    market.tally.count("money " + money);
  }

  private static String money(Posting posting, String event) {
    return switch (posting.lines().getFirst().cause().event()) {
      case PAID -> "hold";
      case RECLAIMED -> "reclaim";
      case RELEASED -> event.equals("resolved") ? "part" : "release";
      case REFUNDED -> event.equals("resolved") ? "part" : "refund";
      case SPLIT -> "part";
      case CREDITED,
          FUNDED,
          RESTORED,
          TOPPED_UP,
          KEPT,
          ASSIGNED,
          TAKEN_BACK,
          WITHDRAWN,
          LEFT,
          STAYED,
          SETTLED ->
          "nothing that an order does";
    };
  }

  private static Actor actor(Consultation it, Entry entry) {
    if (isTime(entry)) {
      return Actor.TIME;
    }
    if (entry.author().equals(it.parties().client())) {
      return Actor.CLIENT;
    }
    return entry.author().equals(it.parties().specialist()) ? Actor.SPECIALIST : Actor.ARBITER;
  }

  private void terms(Optional<Consultation> before, Consultation after) {
    if (after.stage() instanceof Stage.Bound bound) {
      Optional<Terms> earlier = before.flatMap(it -> it.stage().terms());
      audit.require(
          Invariant.AGREED_TERMS_STAY,
          earlier.equals(Optional.of(bound.standing())),
          after::toString);
    }
    after
        .stage()
        .terms()
        .ifPresent(
            it ->
                audit.require(
                    Invariant.PRICES_KEEP_THE_CAP,
                    it.price().amount() <= market.highest(after.id().workspace()),
                    it::toString));
  }

  private long work(ConversationId conversation) {
    return orders.values().stream()
        .filter(it -> it.now.parties().conversation().equals(conversation))
        .filter(it -> it.now.stage() instanceof Stage.Holding)
        .count();
  }

  static String name(Stage stage) {
    return stage.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** How many commands of people were carried out. */
  long done() {
    return orders.values().stream().mapToLong(it -> it.now.done().size()).sum();
  }

  void end() {
    Map<String, Long> told = new LinkedHashMap<>();
    for (ConversationId dialog : market.dialogs) {
      for (Entry entry : market.log.page(dialog, 0, Integer.MAX_VALUE)) {
        if (entry.content() instanceof Content.Progress it) {
          long version = told.merge(it.consultation(), 1L, Long::sum);
          audit.require(
              Invariant.ENTRIES_TELL_OF_THE_STAGES, it.version() == version, entry::toString);
        }
      }
    }
    orders.forEach(
        (id, order) -> {
          boolean whole =
              market.store.find(id).equals(Optional.of(order.now))
                  && told.get(id.value()) == order.now.version();
          audit.require(Invariant.ENTRIES_TELL_OF_THE_STAGES, whole, order.now::toString);
          Book escrow =
              Book.escrow(id.workspace(), id.value(), market.firstCurrency(id.workspace()));
          audit.require(
              Invariant.HELD_IS_IN_ESCROW,
              order.now.isLive() || books.balance(escrow, Account.ESCROW) == 0,
              order.now::toString);
        });
  }
}
