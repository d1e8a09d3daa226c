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
import dev.parley.core.payment.PaymentStore.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of payments must do. */
public abstract class PaymentsContract {
  private static final Comparator<Payment> OLDEST_FIRST =
      Comparator.comparing(Payment::createdAt).thenComparing(one -> one.id().value());

  private final MadePayments made = new MadePayments();
  private final String workspace = made.workspace;
  private final Payment topUp = made.topUp("vera", MadePayments.AT);
  private final Book wallet = Book.wallet(workspace, "vera", MadePayments.RUB);

  protected abstract PaymentStore store();

  protected abstract ConversationStore conversations();

  protected abstract LedgerStore ledger();

  @Test
  public void anUnknownPaymentIsNotFound() {
    assertThat(store().find(topUp.id())).isEmpty();
    write(topUp);
    assertThat(store().find(new PaymentId(workspace + "x", topUp.id().value()))).isEmpty();
  }

  @Test
  public void everyStageComesBackAsItWasWritten() {
    for (Payment first : List.of(topUp, made.stray(MadePayments.AT.plusMillis(9)))) {
      write(first);
      Payment last = first;
      for (Stage stage : made.stages()) {
        last = MadePayments.after(last, stage, (int) last.version() % 9);
        write(last);
        assertThat(store().find(first.id())).contains(last);
      }
    }
  }

  @Test
  public void aVersionIsReachedOnceAndWhoeverIsLaterWritesNothing() {
    write(topUp);
    Payment next =
        MadePayments.after(topUp, new TopUp.Lapsed(Optional.empty(), true, MadePayments.AT));
    write(next);

    assertNothingIsWrittenBy(topUp);
    assertNothingIsWrittenBy(MadePayments.after(topUp, MadePayments.awaiting()));
    assertNothingIsWrittenBy(
        MadePayments.after(MadePayments.after(next, next.stage()), next.stage()));
    assertThat(store().find(topUp.id())).contains(next);
  }

  @Test
  public void whatIsNotThereIsNotGoneOnWith() {
    assertNothingIsWrittenBy(MadePayments.after(topUp, topUp.stage()));
    assertThat(store().find(topUp.id())).isEmpty();
  }

  @Test
  public void twoPaymentsAreWrittenTogetherOrNotAtAll() {
    Payment stray = made.stray(MadePayments.AT);
    assertThat(store().commit(change(topUp, stray))).isTrue();
    assertThat(store().find(topUp.id())).contains(topUp);
    assertThat(store().find(stray.id())).contains(stray);

    Payment gone = MadePayments.after(stray, new Stray.Gone("pay_7", MadePayments.AT));
    Payment fresh = made.topUp("vera", MadePayments.AT);
    for (Change late : List.of(change(gone, topUp), change(topUp, gone), change(fresh, topUp))) {
      assertThat(store().commit(late)).isFalse();
      assertThat(store().find(stray.id())).contains(stray);
      assertThat(store().find(fresh.id())).isEmpty();
    }
    assertThat(store().commit(change(fresh, gone))).isTrue();
    assertThat(store().find(stray.id())).contains(gone);
    assertThat(store().find(fresh.id())).contains(fresh);
  }

  @Test
  public void moneyMovesTogetherWithItsPayments() {
    Payment other = made.stray(MadePayments.AT);
    Posting money = posting("t1");
    assertThat(store().commit(new Change(List.of(topUp, other), Optional.of(money)))).isTrue();

    assertThat(store().find(topUp.id())).contains(topUp);
    assertThat(store().find(other.id())).contains(other);
    assertThat(ledger().page(wallet, 0, 9)).isEqualTo(money.lines());
    assertThat(ledger().loose(workspace, "t1")).isEqualTo(money.loose());
  }

  @Test
  public void whereALineHasItsNumberTakenNothingIsWritten() {
    write(topUp);
    Posting late = posting("late");
    assertThat(ledger().commit(posting("early"))).isTrue();

    Payment next = MadePayments.after(topUp, MadePayments.awaiting());
    assertThat(store().commit(new Change(List.of(next), Optional.of(late)))).isFalse();

    assertThat(store().find(topUp.id())).contains(topUp);
    assertThat(ledger().page(wallet, 0, 9)).hasSize(1);
    assertThat(ledger().loose(workspace, "late")).isEmpty();
  }

  @Test
  public void whereTheLooseLegsAreThereNothingIsWritten() {
    write(topUp);
    assertThat(ledger().commit(posting("same"))).isTrue();

    Payment next = MadePayments.after(topUp, MadePayments.awaiting());
    assertThat(store().commit(new Change(List.of(next), Optional.of(posting("same"))))).isFalse();

    assertThat(store().find(topUp.id())).contains(topUp);
    assertThat(ledger().page(wallet, 0, 9)).hasSize(1);
  }

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
    write(topUp);
    Payment other = made.topUp("vera", MadePayments.AT);
    assertThat(store().commit(told(other, notice(2)))).isTrue();

    Payment next = MadePayments.after(topUp, MadePayments.awaiting());
    Change lost = new Change(List.of(next), Optional.of(posting("t")), Optional.of(late));
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  public void whatAPersonHasIsListedTheNewestFirst(int atMost) {
    List<Payment> all = crowd(at -> made.topUp("vera", at));
    for (String other : List.of("ver", "vera2", "lev")) {
      write(made.topUp(other, MadePayments.AT.plusMillis(1)));
    }
    write(made.stray(MadePayments.AT.plusMillis(1)));
    write(MadePayments.after(all.get(3), MadePayments.reconciling()));

    assertThat(pages(atMost, last -> store().of(workspace, "vera", last, atMost)))
        .containsExactlyElementsOf(
            all.stream().map(this::newest).sorted(OLDEST_FIRST.reversed()).toList());
    assertThat(store().of(workspace + "x", "vera", Optional.empty(), 9)).isEmpty();
    assertThat(store().of(workspace, "nobody", Optional.empty(), 9)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  public void whatWaitsOnADeskIsListedTheOldestFirst(int atMost) {
    List<Payment> all = crowd(made::stray);
    write(made.topUp("vera", MadePayments.AT.plusMillis(1)));
    write(made.payment(Optional.of("lev"), MadePayments.AT, MadePayments.awaiting()));
    List<Payment> gone = List.of(all.get(1), all.get(4), all.getLast());
    gone.forEach(one -> write(MadePayments.after(one, new Stray.Gone("pay_7", MadePayments.AT))));

    assertThat(pages(atMost, last -> store().on(workspace, Desk.UNMATCHED, last, atMost)))
        .containsExactlyElementsOf(
            all.stream().filter(one -> !gone.contains(one)).sorted(OLDEST_FIRST).toList());
    assertThat(store().on(workspace + "x", Desk.UNMATCHED, Optional.empty(), 9)).isEmpty();
    assertThat(store().on(workspace, Desk.RECONCILING, Optional.empty(), 9)).isEmpty();
  }

  @Test
  public void aPaymentGoesFromDeskToDeskWithItsStage() {
    Payment payment = made.payment(Optional.of("lev"), MadePayments.AT, MadePayments.awaiting());
    write(payment);
    assertThat(desks()).containsExactly(List.of(payment), List.of(), List.of());

    Payment reconciling = MadePayments.after(payment, MadePayments.reconciling());
    write(reconciling);
    assertThat(desks()).containsExactly(List.of(), List.of(reconciling), List.of());

    write(
        MadePayments.after(
            reconciling, new TopUp.Lapsed(Optional.empty(), false, MadePayments.AT)));
    assertThat(desks()).containsExactly(List.of(), List.of(), List.of());
  }

  @Test
  public void aListGoesOnBehindWhatHasLeftIt() {
    List<Payment> all = crowd(made::stray).stream().sorted(OLDEST_FIRST).toList();
    write(MadePayments.after(all.get(2), new Stray.Gone("pay_7", MadePayments.AT)));
    assertThat(store().on(workspace, Desk.UNMATCHED, Optional.of(Place.of(all.get(2))), 3))
        .containsExactlyElementsOf(all.subList(3, 6));
  }

  @Test
  public void whatWakesIsFoundByItsInstant() {
    int shard = Waking.shard(topUp.id());
    write(topUp);
    assertThat(mine(shard, MadePayments.AT.minusMillis(1))).isEmpty();
    assertThat(mine(shard, MadePayments.AT))
        .containsExactly(new Waking(topUp.id(), MadePayments.AT));

    Payment later = MadePayments.after(topUp, MadePayments.reconciling());
    write(later);
    assertThat(mine(shard, MadePayments.LATER.minusMillis(1))).isEmpty();
    assertThat(mine(shard, MadePayments.LATER))
        .containsExactly(new Waking(topUp.id(), MadePayments.LATER));
    assertThat(mine((shard + 1) % Waking.SHARDS, MadePayments.LATER)).isEmpty();

    write(MadePayments.after(later, MadePayments.awaiting()));
    assertThat(mine(shard, MadePayments.LATER.plus(Duration.ofDays(300)))).isEmpty();
  }

  @Test
  public void whatWakesFirstComesFirst() {
    for (int n : new int[] {9, 2, 7, 1, 8}) {
      write(made.wakingIn(3, MadePayments.AT.plusSeconds(n)));
    }
    assertThat(mine(3, MadePayments.AT.plusSeconds(8)))
        .extracting(waking -> Duration.between(MadePayments.AT, waking.at()).toSeconds())
        .containsExactly(1L, 2L, 7L, 8L);
    assertThat(store().due(3, MadePayments.AT.plusSeconds(8), 2))
        .hasSize(2)
        .isSortedAccordingTo(Comparator.comparing(Waking::at));
  }

  /** Many, some of them of one millisecond, none written in the order of the list. */
  private List<Payment> crowd(Function<Instant, Payment> one) {
    List<Payment> all = new ArrayList<>();
    for (int n : new int[] {3, 1, 3, 2, 3, 3, 1, 3, 5, 4, 3}) {
      all.add(one.apply(MadePayments.AT.plusMillis(n)));
      write(all.getLast());
    }
    return all;
  }

  private static List<Payment> pages(
      int atMost, Function<Optional<Place>, List<Payment>> pageBehind) {
    List<Payment> read = new ArrayList<>();
    List<Payment> page;
    do {
      page =
          pageBehind.apply(
              read.isEmpty() ? Optional.empty() : Optional.of(Place.of(read.getLast())));
      read.addAll(page);
    } while (page.size() == atMost);
    return read;
  }

  private List<List<Payment>> desks() {
    List<List<Payment>> desks = new ArrayList<>();
    for (Desk desk : Desk.values()) {
      desks.add(store().on(workspace, desk, Optional.empty(), 9));
    }
    return desks;
  }

  /** What is due is listed for all workspaces at once. */
  private List<Waking> mine(int shard, Instant until) {
    return store().due(shard, until, 10_000).stream()
        .filter(waking -> waking.payment().workspace().equals(workspace))
        .toList();
  }

  private Payment newest(Payment payment) {
    return store().find(payment.id()).orElseThrow();
  }

  private void write(Payment payment) {
    assertThat(store().commit(change(payment))).as(payment.stage().toString()).isTrue();
  }

  private void assertNothingIsWrittenBy(Payment late) {
    Optional<Payment> before = store().find(late.id());
    assertThat(store().commit(change(late))).isFalse();
    assertThat(store().commit(new Change(List.of(late), Optional.of(posting("t"))))).isFalse();
    assertThat(store().find(late.id())).isEqualTo(before);
    assertThat(ledger().head(wallet)).isEmpty();
    assertThat(ledger().loose(workspace, "t")).isEmpty();
  }

  private static Change change(Payment... payments) {
    return new Change(List.of(payments), Optional.empty());
  }

  private Posting posting(String transfer) {
    return Posting.of(
        new Transfer(
            workspace,
            transfer,
            MadePayments.RUB,
            new Cause(Cause.Event.TOPPED_UP, "vera", Optional.empty(), Optional.empty()),
            MadePayments.AT,
            List.of(new Leg(Account.WALLET, "vera", 7), Leg.of(Account.GATEWAY, -7))),
        ledger()::head);
  }
}
