package dev.parley.core.trade;

import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Settlement;
import dev.parley.core.consultation.Stage;
import dev.parley.core.conversation.Content;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Posting;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the money of one order has come to, counted from the legs alone. */
final class Order {
  private final Audit audit;
  private final BookAudit books;
  private final ConsultationId id;
  private long paid;
  private long advanced;
  private long released;
  private long refunded;
  private long commission;
  private long held;
  private int holds;
  private int resolved;
  private boolean claimed;
  private Duration left = Duration.ZERO;
  private Instant since = Instant.EPOCH;

  /** As it was committed last. */
  Consultation now;

  Order(Audit audit, BookAudit books, ConsultationId id) {
    this.audit = audit;
    this.books = books;
    this.id = id;
  }

  void money(Optional<Posting> money, Content.Progress told) {
    money.ifPresent(this::count);
    audit.require(
        Invariant.EVERY_ORDER_ADDS_UP,
        paid + advanced == released + refunded + commission + held,
        this::toString);
    audit.require(Invariant.A_HOLD_RESOLVES_ONCE, holds <= 1 && resolved <= holds, this::toString);
    boolean free = now.stage().terms().map(it -> it.price().isZero()).orElse(true);
    boolean holding = now.stage() instanceof Stage.Holding;
    boolean escrowed = money.map(this::isInEscrow).orElse(true);
    boolean known = holding && !free ? held == paid && held > 0 : held == 0;
    audit.require(Invariant.HELD_IS_IN_ESCROW, escrowed && known, this::toString);
    if (now.stage() instanceof Stage.Completed it) {
      audit.require(Invariant.EVERY_ORDER_ADDS_UP, isThat(it.settlement()), this::toString);
      Money kept = new Money(released - advanced + commission, it.standing().price().currency());
      audit.require(
          Invariant.COMMISSION_IS_OF_WHAT_IS_KEPT,
          it.standing().commission().of(kept).amount() == commission,
          this::toString);
    }
    boolean paysOut = told.event().equals("released") || told.event().equals("accepted");
    audit.require(
        Invariant.NO_RELEASE_WHILE_A_CLAIM_IS_OPEN, !(paysOut && claimed), this::toString);
  }

  private boolean isThat(Settlement it) {
    return it.released().amount() == released
        && it.refunded().amount() == refunded
        && it.commission().amount() == commission
        && it.advanced().amount() == advanced;
  }

  private boolean isInEscrow(Posting posting) {
    return posting.lines().stream()
        .map(Line::book)
        .map(book -> Book.escrow(id.workspace(), id.value(), book.currency()))
        .allMatch(book -> books.balance(book, Account.ESCROW) == held && books.lines(book) <= 2);
  }

  private void count(Posting posting) {
    switch (posting.lines().getFirst().cause().event()) {
      case PAID -> {
        paid += sum(posting, Account.ESCROW);
        held += sum(posting, Account.ESCROW);
        holds++;
      }
      case RELEASED, REFUNDED, SPLIT -> {
        held += sum(posting, Account.ESCROW);
        released += sum(posting, Account.EARNINGS) + sum(posting, Account.RECEIVABLE);
        refunded += sum(posting, Account.WALLET);
        commission += sum(posting, Account.COMMISSION);
        resolved++;
      }
      case RECLAIMED -> {
        refunded += sum(posting, Account.WALLET);
        commission += sum(posting, Account.COMMISSION);
        advanced += sum(posting, Account.ADVANCES);
      }
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
          throw new AssertionError("no business of an order");
    }
  }

  private static long sum(Posting posting, Account account) {
    long kept = posting.lines().stream().mapToLong(line -> line.amount(account)).sum();
    return kept + posting.loose().map(it -> it.amounts().getOrDefault(account, 0L)).orElse(0L);
  }

  /** The window runs from the end of the work, and stands still while a claim is open. */
  void time(String event, Instant at, Duration window) {
    switch (event) {
      case "closed" -> {
        left = window;
        since = at;
      }
      case "claimed" -> {
        left = left.minus(Duration.between(since, at));
        claimed = true;
      }
      case "withdrawn" -> {
        since = at;
        claimed = false;
      }
      case "released" ->
          audit.require(
              Invariant.NO_RELEASE_BEFORE_THE_WINDOW_ENDS,
              !at.isBefore(since.plus(left)),
              () -> at + ": " + this);
      default -> {}
    }
  }

  @Override
  public String toString() {
    return "paid %d, advanced %d, released %d, refunded %d, commission %d, held %d of %s"
        .formatted(paid, advanced, released, refunded, commission, held, now);
  }
}
