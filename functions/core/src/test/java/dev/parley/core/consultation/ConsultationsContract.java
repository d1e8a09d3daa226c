package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of consultations must do. */
public abstract class ConsultationsContract {
  private final Made made = new Made();
  private final String workspace = made.workspace;
  private final Consultation order = made.requested("vera", "lev");
  private final ConsultationId id = order.id();
  private final ConversationId dialog = made.place(order);
  private final Book wallet = Book.wallet(workspace, "vera", Made.RUB);

  protected abstract ConsultationStore store();

  protected abstract ConversationStore conversations();

  protected abstract LedgerStore ledger();

  @Test
  public void anUnknownConsultationIsNotFound() {
    assertThat(store().find(id)).isEmpty();
    assertThat(store().paper(id, 0)).isEmpty();
  }

  @Test
  public void everyStageComesBackAsItWasWritten() {
    Consultation last = order;
    write(last, 1);
    for (Stage stage : made.stages()) {
      Content.Progress.Work work = Content.Progress.Work.values()[(int) last.version() % 3];
      last = made.after(last, stage, Math.min(24, last.done().size() + 3));
      Commit.Append entry = made.entry(dialog, last.version(), made.progress(last, work));
      assertThat(store().commit(change(last, entry))).as(stage.toString()).isTrue();
      assertThat(store().find(id)).contains(last);
      assertThat(conversations().page(dialog, last.version() - 1, 1))
          .containsExactly(entry.entry());
    }
    assertThat(last.done()).hasSize(24);
  }

  @Test
  public void aConsultationOfAConversationWithAnotherNameComesBackAsItWasWritten() {
    Parties parties = new Parties(new ConversationId(workspace, "_".repeat(22)), "vera", "lev");
    Consultation other = new Consultation(id, parties, Made.AT, 1, order.stage(), List.of());
    Commit.Append entry =
        made.entry(parties.conversation(), 1, made.progress(other, Content.Progress.Work.GOES_ON));
    assertThat(store().commit(change(other, entry))).isTrue();
    assertThat(store().find(id)).contains(other);
  }

  @Test
  public void papersComeBackAsTheyWereWritten() {
    Paper question = new Paper(id, 0, Optional.empty(), Optional.of("Чи є \"x\"?\n"));
    Paper bare = new Paper(id, 1, Optional.of(made.terms(1)), Optional.empty());
    Paper full = new Paper(id, 2, Optional.of(made.terms(2)), Optional.of("x".repeat(16_384)));
    Consultation last = order;
    for (Paper paper : List.of(question, bare, full)) {
      Change bareChange = change(last, made.entry(dialog, last.version(), new Content.Opened()));
      assertThat(store().commit(with(bareChange, Optional.empty(), Optional.of(paper)))).isTrue();
      last = made.after(last, last.stage(), 0);
    }
    assertThat(store().paper(id, 0)).contains(question);
    assertThat(store().paper(id, 1)).contains(bare);
    assertThat(store().paper(id, 2)).contains(full);
    assertThat(store().paper(id, 3)).isEmpty();
  }

  @Test
  public void aVersionIsReachedOnceAndWhoeverIsLaterWritesNothing() {
    write(order, 1);
    Consultation next = made.after(order, new Stage.Declined(Made.AT), 1);
    write(next, 2);

    assertNothingIsWrittenBy(next, 3);
    assertNothingIsWrittenBy(made.after(made.after(next, next.stage(), 1), next.stage(), 1), 3);
    assertNothingIsWrittenBy(order, 3);
  }

  @Test
  public void anOrderThatIsNotThereIsNotGoneOnWith() {
    assertNothingIsWrittenBy(made.after(order, order.stage(), 1), 1);
    assertThat(store().find(id)).isEmpty();
  }

  @Test
  public void whereTheEntryHasItsNumberTakenNothingIsWritten() {
    write(order, 1);
    assertNothingIsWrittenBy(made.after(order, new Stage.Expired(Made.AT), 1), 1);
  }

  @Test
  public void whereALineHasItsNumberTakenNothingIsWritten() {
    write(order, 1);
    Consultation next = made.after(order, new Stage.Expired(Made.AT), 1);
    Posting late = posting("late");
    assertThat(ledger().commit(posting("early"))).isTrue();

    assertThat(store().commit(whole(next, 2, late))).isFalse();

    assertUnchanged(order, 1, 1);
    assertThat(ledger().loose(workspace, "late")).isEmpty();
  }

  @Test
  public void whereTheLooseLegsAreThereNothingIsWritten() {
    write(order, 1);
    Consultation next = made.after(order, new Stage.Expired(Made.AT), 1);
    assertThat(ledger().commit(posting("same"))).isTrue();

    assertThat(store().commit(whole(next, 2, posting("same")))).isFalse();

    assertUnchanged(order, 1, 1);
  }

  @Test
  public void whereThePaperIsThereNothingIsWritten() {
    Paper first = new Paper(id, 0, Optional.empty(), Optional.of("first"));
    Change change = change(order, made.entry(dialog, 1, new Content.Opened()));
    assertThat(store().commit(with(change, Optional.empty(), Optional.of(first)))).isTrue();
    Consultation next = made.after(order, new Stage.Expired(Made.AT), 1);

    assertThat(store().commit(whole(next, 2, posting("t")))).isFalse();

    assertThat(store().paper(id, 0)).contains(first);
    assertUnchanged(order, 1, 0);
  }

  @Test
  public void whatWakesIsFoundByItsInstantAndToldWithItsPurpose() {
    Instant wakeAt = Made.AT.plus(Duration.ofDays(1));
    int shard = Timer.shard(id);
    write(order, 1);
    assertThat(mine(shard, Made.LAPSES_AT.minusMillis(1))).isEmpty();
    assertThat(mine(shard, Made.LAPSES_AT))
        .containsExactly(new Timer(id, Made.LAPSES_AT, Timer.Purpose.DEADLINE));

    Consultation closed = made.after(order, new Stage.Closed(made.terms(1), Made.AT, wakeAt), 1);
    write(closed, 2);
    assertThat(mine(shard, wakeAt.minusMillis(1))).isEmpty();
    assertThat(mine(shard, wakeAt)).containsExactly(new Timer(id, wakeAt, Timer.Purpose.PAYOUT));
    assertThat(mine((shard + 1) % Timer.SHARDS, wakeAt)).isEmpty();

    Consultation disputed =
        made.after(closed, made.disputed(Made.AT, Optional.of(wakeAt.plusMillis(1))), 1);
    write(disputed, 3);
    assertThat(mine(shard, wakeAt)).isEmpty();
    write(made.after(disputed, made.disputed(Made.AT, Optional.empty()), 1), 4);
    assertThat(mine(shard, wakeAt.plus(Duration.ofDays(300)))).isEmpty();
  }

  @Test
  public void whatWakesFirstComesFirst() {
    for (int n : new int[] {9, 2, 7, 1, 8}) {
      Consultation one = made.requestedIn(3, Made.AT.plusSeconds(n));
      write(one, 1);
    }
    assertThat(mine(3, Made.AT.plusSeconds(8)))
        .extracting(Timer::at)
        .containsExactly(
            Made.AT.plusSeconds(1),
            Made.AT.plusSeconds(2),
            Made.AT.plusSeconds(7),
            Made.AT.plusSeconds(8));
    assertThat(store().due(3, Made.AT.plusSeconds(8), 2))
        .hasSize(2)
        .isSortedAccordingTo(Comparator.comparing(Timer::at));
  }

  /** What is due is listed for all workspaces at once. */
  private List<Timer> mine(int shard, Instant until) {
    return store().due(shard, until, 10_000).stream()
        .filter(timer -> timer.consultation().workspace().equals(workspace))
        .toList();
  }

  private void write(Consultation consultation, long seq) {
    Commit.Append entry = made.entry(made.place(consultation), seq, new Content.Opened());
    assertThat(store().commit(change(consultation, entry))).isTrue();
  }

  private void assertNothingIsWrittenBy(Consultation next, long seq) {
    Optional<Consultation> before = store().find(id);
    int entries = conversations().page(made.place(next), 0, 100).size();
    assertThat(store().commit(whole(next, seq, posting("t")))).isFalse();
    assertThat(store().find(id)).isEqualTo(before);
    assertThat(conversations().page(made.place(next), 0, 100)).hasSize(entries);
    assertThat(store().paper(id, 0)).isEmpty();
    assertThat(ledger().head(wallet)).isEmpty();
    assertThat(ledger().loose(workspace, "t")).isEmpty();
  }

  private void assertUnchanged(Consultation before, int entries, int lines) {
    assertThat(store().find(id)).contains(before);
    assertThat(conversations().page(made.place(before), 0, 100)).hasSize(entries);
    assertThat(ledger().page(wallet, 0, 100)).hasSize(lines);
    if (lines > 0) {
      assertThat(store().paper(id, 0)).isEmpty();
    }
  }

  private Change whole(Consultation next, long seq, Posting money) {
    Change change = change(next, made.entry(made.place(next), seq, new Content.Opened()));
    Paper paper = new Paper(id, 0, Optional.empty(), Optional.of("question"));
    return with(change, Optional.of(money), Optional.of(paper));
  }

  private static Change change(Consultation consultation, Commit.Append entry) {
    return new Change(consultation, entry, Optional.empty(), Optional.empty());
  }

  private static Change with(Change it, Optional<Posting> money, Optional<Paper> paper) {
    return new Change(it.consultation(), it.entry(), money, paper);
  }

  private Posting posting(String transfer) {
    return Posting.of(
        new Transfer(
            workspace,
            transfer,
            Made.RUB,
            new Cause(Cause.Event.CREDITED, "vera", Optional.empty(), Optional.empty()),
            Made.AT,
            List.of(new Leg(Account.WALLET, "vera", 5), Leg.of(Account.GATEWAY, -5))),
        ledger()::head);
  }
}
