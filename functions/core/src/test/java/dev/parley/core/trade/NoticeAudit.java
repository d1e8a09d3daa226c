package dev.parley.core.trade;

import dev.parley.core.conversation.Chain;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.payment.Change;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows what people are told of their money, beside what has happened to it. */
final class NoticeAudit {
  private final Audit audit;
  private final Market market;
  private final Map<ConversationId, Integer> told = new HashMap<>();

  NoticeAudit(Audit audit, Market market) {
    this.audit = audit;
    this.market = market;
  }

  /**
   * @param before the payment that a change is about, as it was
   */
  void committed(Change change, Optional<Payment> before) {
    Payment after = change.payments().getFirst();
    Optional<String> expected = expected(before, after);
    Optional<Commit.Append> notice =
        change.notice().map(it -> (Commit.Append) it.writes().getLast());
    Optional<String> said = notice.map(it -> ((Content.Notice) it.entry().content()).event());
    boolean addressed =
        notice.isEmpty()
            || notice.get().conversation().equals(conversation(after))
                && content(notice.get().entry()).payment().equals(after.id().value());
    audit.require(
        Invariant.WHAT_HAPPENS_TO_MONEY_IS_TOLD,
        said.equals(expected) && addressed,
        () -> "%s, and not %s, of %s".formatted(said, expected, after));
    notice.ifPresent(
        it -> {
          market.tally.count("notice " + said.get());
          told.merge(it.conversation(), 1, Integer::sum);
        });
  }

  private static Optional<String> expected(Optional<Payment> before, Payment after) {
    boolean isTaken = before.isPresent() && taken(after) > taken(before.get());
    return switch (after.stage()) {
      case TopUp.Credited _, Stray.Assigned _ when isTaken -> Optional.of("taken_back");
      case TopUp.Credited _ when !is(before, TopUp.Credited.class) -> Optional.of("topped_up");
      case Stray.Assigned _ when !is(before, Stray.Assigned.class) -> Optional.of("assigned");
      case TopUp.Lapsed it when it.refused() -> Optional.of("top_up_refused");
      case Withdrawal it when after.owner().isPresent() ->
          switch (it) {
            case Withdrawal.Awaiting _ -> Optional.of("withdrawal_awaiting");
            case Withdrawal.Paid _ -> Optional.of("withdrawal_paid");
            case Withdrawal.Failed _ -> Optional.of("withdrawal_failed");
            case Withdrawal.Rejected _ -> Optional.of("withdrawal_rejected");
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static boolean is(Optional<Payment> before, Class<?> stage) {
    return before.map(Payment::stage).filter(stage::isInstance).isPresent();
  }

  private static long taken(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited it -> it.takenBack().amount();
      case Stray.Assigned it -> it.takenBack().amount();
      default -> 0;
    };
  }

  private static ConversationId conversation(Payment payment) {
    String person =
        payment.stage() instanceof Stray.Assigned assigned
            ? assigned.person()
            : payment.owner().orElse("");
    return ConversationId.ofWorkspace(payment.id().workspace(), person);
  }

  private static Content.Notice content(Entry entry) {
    return (Content.Notice) entry.content();
  }

  /** Every log is whole, and has its beginning, every notice and nothing else. */
  void end() {
    told.forEach(
        (id, many) -> {
          List<Entry> log = market.log.page(id, 0, Integer.MAX_VALUE);
          boolean whole =
              log.size() == many + 1
                  && Chain.holds(market.log.conversation(id).orElseThrow(), log)
                  && log.getLast().totals().staff() == many;
          audit.require(Invariant.WHAT_HAPPENS_TO_MONEY_IS_TOLD, whole, log::toString);
        });
  }

  static List<String> expected() {
    return List.of(
        "notice topped_up",
        "notice top_up_refused",
        "notice taken_back",
        "notice assigned",
        "notice withdrawal_awaiting",
        "notice withdrawal_paid",
        "notice withdrawal_failed",
        "notice withdrawal_rejected");
  }
}
