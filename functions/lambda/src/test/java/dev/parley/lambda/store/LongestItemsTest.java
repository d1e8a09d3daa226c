package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Actor;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Done;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Limits;
import dev.parley.core.consultation.Parties;
import dev.parley.core.consultation.Settlement;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Terms;
import dev.parley.core.consultation.Wish;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Pace;
import dev.parley.core.conversation.Running;
import dev.parley.core.conversation.Salt;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import dev.parley.core.conversation.Totals;
import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What paid work writes stays within one kilobyte each, with everything as long as it can be. */
class LongestItemsTest {
  private static final int KILOBYTE = 1_024;
  private static final Currency RUB = Currency.getInstance("RUB");

  /** As long as names from outside can be. */
  private static final String WORKSPACE = "w".repeat(32);

  private static final String CLIENT = "c".repeat(64);
  private static final String SPECIALIST = "s".repeat(64);

  private static final ConsultationId ID =
      ConsultationId.requested(WORKSPACE, CLIENT, "k".repeat(64));
  private static final String SERVICE = "Я".repeat(Limits.SERVICE_CHARACTERS);
  private static final String NOTE = "Я".repeat(Limits.NOTE_BYTES / 2);

  /** No digit of it is saved. */
  private static final Instant AT = Instant.ofEpochMilli(1_999_999_999_999L);

  private static final Money MOST = new Money(Money.MOST - 1, RUB);
  private static final Hash HASH = new Hash("A".repeat(43));

  private static Terms terms() {
    Wish wish = new Wish(SERVICE, new Due.At(AT), Optional.of(AT));
    return new Terms(14, wish, MOST, new BasisPoints(9_999), HASH);
  }

  /** Every stage that has terms, and how many commands it can remember: see {@link Limits}. */
  static Stream<Map.Entry<Stage, Integer>> stages() {
    Duration left = Duration.ofDays(29).plusMillis(999);
    int offers = Limits.COMMANDS_BEFORE_AGREEMENT;
    int claims = Limits.COMMANDS_BEFORE_CLAIM;
    return Stream.of(
        Map.entry(new Stage.Requested(terms().wish(), 14, AT), offers),
        Map.entry(new Stage.Offered(terms(), AT), offers),
        Map.entry(new Stage.Agreed(terms(), AT, AT), offers + 1),
        Map.entry(new Stage.Paid(terms(), AT, AT, AT), offers + 2),
        Map.entry(new Stage.Open(terms(), AT, AT, 2), offers + 2),
        Map.entry(new Stage.Closed(terms(), AT, AT), claims + 1),
        Map.entry(new Stage.Disputed(terms(), AT, left, AT, Optional.of(AT)), claims),
        Map.entry(
            new Stage.Completed(terms(), new Settlement(MOST, MOST, MOST, MOST), AT),
            Limits.COMMANDS),
        Map.entry(new Stage.Cancelled(Actor.SPECIALIST, MOST, AT), Limits.COMMANDS));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void anOrderThatRemembersAllItCanIsOneKilobyte(Map.Entry<Stage, Integer> stage) {
    List<Done> done =
        Collections.nCopies(
            stage.getValue(), new Done("A".repeat(12), "B".repeat(8), 9_999_999_999L));
    Parties parties =
        new Parties(ConversationId.between(WORKSPACE, CLIENT, SPECIALIST), CLIENT, SPECIALIST);
    Consultation order = new Consultation(ID, parties, AT, 30, stage.getKey(), done);
    Attributes item = OrderItem.write(OrderItem.key(ID), order);
    assertThat(OrderItem.read(item, ID)).isEqualTo(order);
    System.out.printf(
        "Longest order, %s: %,d B%n",
        stage.getKey().getClass().getSimpleName(), ItemBytes.of(item.map()));
    assertThat(ItemBytes.of(item.map())).isLessThanOrEqualTo(KILOBYTE);
  }

  @Test
  void anEntryThatTellsOfIt() {
    Content.Progress told =
        new Content.Progress(
            ID.value(),
            30,
            "offer_declined",
            "completed",
            Optional.of(SERVICE),
            Optional.of(MOST),
            Optional.of(AT),
            Optional.of(AT),
            Optional.of(new Content.Progress.Mark(99, new Hash("A".repeat(43)))),
            Optional.of(MOST),
            Optional.empty(),
            Optional.of(NOTE),
            List.of(),
            Content.Progress.Work.ENDS,
            true);
    Entry entry =
        new Entry(
            9_999_999_999L,
            AT,
            CLIENT,
            Side.CLIENT,
            Optional.empty(),
            told,
            new Running(
                new Totals(999_999_999, 999_999_999, Optional.of(Side.CLIENT)),
                new Standing(Set.of(Side.CLIENT, Side.STAFF), true, false, Optional.empty(), 9),
                Pace.of(CLIENT, AT)),
            new Salt("AAAAAAAAAAAAAAAA"),
            HASH,
            Optional.empty());
    ConversationId dialog = ConversationId.between(WORKSPACE, CLIENT, SPECIALIST);
    assertFits("entry", EntryItem.write(EntryItem.key(dialog, Keys.entry(entry.seq())), entry));
  }

  @Test
  void aLineOfABook() {
    long most = -Money.MOST * 10_000 + 1;
    Book book = Book.income(WORKSPACE, SPECIALIST, RUB);
    Map<Account, Long> sums =
        Map.of(Account.EARNINGS, most, Account.WITHDRAWING, most, Account.RECEIVABLE, most);
    Optional<String> legs = Optional.of("A".repeat(16));
    Line line =
        new Line(book, 9_999_999_999L, ID.value() + ".30", cause(), AT, legs, sums, sums, HASH);
    assertFits("line", LineItem.write(LineItem.key(book, line.number()), line));
  }

  @Test
  void aLineOfTheFirstFormatIsReadAsItIs() {
    Book book = Book.income(WORKSPACE, SPECIALIST, RUB);
    Map<Account, Long> sums = Map.of(Account.EARNINGS, 7L);
    Line line = new Line(book, 1, "t", cause(), AT, Optional.empty(), sums, sums, HASH);
    Attributes item = LineItem.write(LineItem.key(book, 1), line);
    assertThat(item.has("l")).isFalse();
    assertThat(item.number("v")).isEqualTo(1);
    assertThat(LineItem.line(item, book)).isEqualTo(line);
  }

  @Test
  void looseLegs() {
    long most = -Money.MOST * 10_000 + 1;
    Map<Account, Long> sums =
        Map.of(Account.COMMISSION, most, Account.GATEWAY, most, Account.ADVANCES, most);
    Loose loose = new Loose(WORKSPACE, ID.value() + ".30", RUB, cause(), AT, sums);
    assertFits("loose legs", LineItem.write(LineItem.key(WORKSPACE, loose.transfer()), loose));
  }

  private static Cause cause() {
    return new Cause(Cause.Event.RECLAIMED, CLIENT, Optional.of(CLIENT), Optional.of(NOTE));
  }

  private static void assertFits(String what, Attributes item) {
    System.out.printf("Longest %s: %,d B%n", what, ItemBytes.of(item.map()));
    assertThat(ItemBytes.of(item.map())).isLessThanOrEqualTo(KILOBYTE);
  }
}
