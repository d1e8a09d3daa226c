package dev.parley.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Notices;
import dev.parley.core.conversation.Ports;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Transfer;
import dev.parley.core.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of payments must do with what is told of a step. */
public abstract class PaymentNoticesContract {
  private final MadePayments made = new MadePayments();
  private final String workspace = made.workspace;
  private final Payment topUp = made.topUp("vera", MadePayments.AT);
  private final Book wallet = Book.wallet(workspace, "vera", MadePayments.RUB);

  protected abstract PaymentStore store();

  protected abstract ConversationStore conversations();

  protected abstract LedgerStore ledger();

  @Test
  public void whatIsToldIsWrittenTogetherWithItOrNotAtAll() {
    Commit first = notice(1);
    assertThat(store().commit(told(topUp, first))).isTrue();
    ConversationId id = ConversationId.ofWorkspace(workspace, "vera");
    assertThat(conversations().head(id).conversation())
        .isEqualTo(((Commit.Start) first.writes().getFirst()).conversation());
    assertThat(conversations().page(id, 0, 9))
        .extracting(entry -> entry.content().kind())
        .containsExactly("opened", "notice");

    Payment next = MadePayments.after(topUp, MadePayments.awaiting());
    Commit second = notice(2);
    assertThat(second.writes()).hasSize(1);
    assertThat(store().commit(told(next, second))).isTrue();
    assertThat(conversations().head(id).last())
        .isEqualTo(((Commit.Append) second.writes().getLast()).entry());
    assertThat(conversations().head(id).last().totals().staff()).isEqualTo(2);
  }

  @Test
  public void whereAnEntryHasItsNumberTakenNothingIsWritten() {
    Commit late = notice(1);
    assertThat(store().commit(Change.of(topUp))).isTrue();
    Payment other = made.topUp("vera", MadePayments.AT);
    assertThat(store().commit(told(other, notice(2)))).isTrue();

    Payment next = MadePayments.after(topUp, MadePayments.awaiting());
    Change lost = new Change(List.of(next), Optional.of(posting()), Optional.of(late));
    assertThat(store().commit(lost)).isFalse();
    assertThat(store().find(topUp.id())).contains(topUp);
    assertThat(ledger().head(wallet)).isEmpty();
    ConversationId id = ConversationId.ofWorkspace(workspace, "vera");
    assertThat(conversations().page(id, 0, 9)).hasSize(2);

    Commit fresh = notice(3);
    assertThat(store().commit(told(topUp, fresh))).as("a version that is taken").isFalse();
    assertThat(conversations().page(id, 0, 9)).hasSize(2);
  }

  private Commit notice(long kopecks) {
    Ports ports =
        new Ports(conversations(), null, null, null, null, null, null, new Random(kopecks), null);
    Optional<Money> one = Optional.of(MadePayments.rub(kopecks));
    Content.Notice notice =
        new Content.Notice("taken_back", "p", one.orElseThrow(), one, one, Optional.of("why"));
    return new Notices(ports).next(workspace, "vera", notice, MadePayments.AT);
  }

  private static Change told(Payment payment, Commit notice) {
    return new Change(List.of(payment), Optional.empty(), Optional.of(notice));
  }

  private Posting posting() {
    return Posting.of(
        new Transfer(
            workspace,
            "t",
            MadePayments.RUB,
            new Cause(Cause.Event.TOPPED_UP, "vera", Optional.empty(), Optional.empty()),
            MadePayments.AT,
            List.of(new Leg(Account.WALLET, "vera", 7), Leg.of(Account.GATEWAY, -7))),
        ledger()::head);
  }
}
