package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every keeper of inboxes must do. */
public abstract class InboxesContract {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final Instant LATER = AT.plusMillis(4_321);

  private final SecureRandom random = new SecureRandom();
  private final String client = "p" + UUID.randomUUID();
  private final InboxOwner.Person owner = new InboxOwner.Person("w", client);
  private final InboxOwner.OfChannel channel =
      new InboxOwner.OfChannel("w", "c" + UUID.randomUUID());
  private final Conversation conversation = conversation();
  private final ConversationId id = conversation.id();

  protected abstract ConversationStore store();

  protected abstract Inboxes inboxes();

  @Test
  public void aConversationIsEnlistedOnceAndByTheStore() {
    InboxRow row = row(conversation, 1, AT);
    Commit enlist = Commit.of(new Commit.Enlist(owner, row), new Commit.Enlist(channel, row));
    assertThat(store().commit(enlist)).isTrue();

    assertThat(inboxes().page(owner, Optional.empty(), 10)).containsExactly(row);
    assertThat(inboxes().row(owner, id)).contains(row);
    assertThat(inboxes().newest(channel, Optional.empty(), 10)).containsExactly(row);

    Commit again =
        Commit.of(
            new Commit.Start(conversation), new Commit.Enlist(owner, row(conversation, 2, LATER)));
    assertThat(store().commit(again)).isFalse();
    assertThat(inboxes().page(owner, Optional.empty(), 10)).containsExactly(row);
    assertThat(store().tail(id, 1, 1)).isEmpty();
  }

  @Test
  public void aPersonsRowsAreReadPageByPageInTheOrderOfTheirConversations() {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      Conversation one = conversation();
      ids.add(one.id().value());
      store().commit(Commit.of(new Commit.Enlist(owner, row(one, 1, AT))));
    }
    ids.sort(Comparator.naturalOrder());
    List<String> read = new ArrayList<>();
    List<InboxRow> page;
    do {
      Optional<String> after = read.isEmpty() ? Optional.empty() : Optional.of(read.getLast());
      page = inboxes().page(owner, after, 3);
      page.forEach(row -> read.add(row.conversation().id().value()));
    } while (page.size() == 3);
    assertThat(read).isEqualTo(ids);
    assertThat(inboxes().page(owner, Optional.of(ids.getLast()), 3)).isEmpty();
  }

  @Test
  public void everyFieldComesBackAsItWasWritten() {
    Conversation pair =
        new Conversation(
            ConversationId.random("w", random), client, new Counterpart.Specialist("lev"), AT);
    Standing standing =
        new Standing(
            Set.of(Side.CLIENT, Side.STAFF),
            true,
            true,
            Optional.of(new Restriction(Reason.AGGRESSION, AT.plusMillis(77))));
    InboxRow full =
        new InboxRow(
            pair,
            new InboxRow.Newest(
                7, AT, Kind.TEXT, "lev", Side.STAFF, Optional.of("Доброго \"дня\" 👋\u0001")),
            new Totals(3, 2, Optional.of(Side.STAFF)),
            standing,
            ReadPosition.NONE,
            LATER);
    InboxRow bare = row(conversation, 1, AT);
    assertThat(inboxes().project(owner, full, Optional.empty())).contains(full);
    assertThat(inboxes().project(owner, bare, Optional.empty())).contains(bare);
    assertThat(inboxes().page(owner, Optional.empty(), 10)).containsExactlyInAnyOrder(full, bare);
    assertThat(inboxes().row(owner, pair.id())).contains(full);
  }

  @Test
  public void everybodyHasAnInboxOfTheirOwn() {
    inboxes().project(owner, row(conversation, 1, AT), Optional.empty());
    for (InboxOwner other :
        List.of(
            new InboxOwner.OfChannel("w", client),
            new InboxOwner.Person("v", client),
            new InboxOwner.Person("w", client + "x"))) {
      assertThat(inboxes().page(other, Optional.empty(), 10)).isEmpty();
      assertThat(inboxes().row(other, id)).isEmpty();
    }
    assertThat(inboxes().row(owner, conversation().id())).isEmpty();
    assertThat(inboxes().newest(channel, Optional.empty(), 10)).isEmpty();
  }

  @Test
  public void allIsAtMostWhatWasAskedFor() {
    for (int n = 0; n < 23; n++) {
      inboxes().project(owner, row(conversation(), 1, AT), Optional.empty());
    }
    assertThat(inboxes().page(owner, Optional.empty(), 100)).hasSize(23).doesNotHaveDuplicates();
    assertThat(inboxes().page(owner, Optional.empty(), 22)).hasSize(22).doesNotHaveDuplicates();
  }

  /** Three at a time share an instant, so that pages end among equals. */
  @Test
  public void theNewestAreInFrontAndPagesFollowEachOther() {
    List<InboxRow> rows = new ArrayList<>();
    for (int n = 0; n < 23; n++) {
      InboxRow row = row(conversation(), 1, AT.plusMillis(n / 3));
      rows.add(row);
      inboxes().project(channel, row, Optional.empty());
    }
    List<InboxRow> read = new ArrayList<>();
    List<InboxRow> page;
    do {
      Optional<Inboxes.Place> after =
          read.isEmpty() ? Optional.empty() : Optional.of(Inboxes.Place.ofNewest(read.getLast()));
      page = inboxes().newest(channel, after, 5);
      read.addAll(page);
    } while (page.size() == 5);
    assertThat(read).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(read)
        .isSortedAccordingTo(Comparator.comparing((InboxRow row) -> row.newest().at()).reversed());
    assertThat(inboxes().page(channel, Optional.empty(), 100))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  public void aRowMovesToTheFrontAndStandsThereOnce() {
    InboxRow old = row(conversation, 1, AT);
    InboxRow other = row(conversation(), 1, AT.plusMillis(5));
    inboxes().project(channel, old, Optional.empty());
    inboxes().project(channel, other, Optional.empty());
    assertThat(inboxes().newest(channel, Optional.empty(), 10)).containsExactly(other, old);

    InboxRow now = row(conversation, 2, AT.plusMillis(10));
    inboxes().project(channel, now, Optional.empty());
    assertThat(inboxes().newest(channel, Optional.empty(), 10)).containsExactly(now, other);
  }

  @Test
  public void aLaterEntryIsWrittenOverAnEarlierAndNeverTheOtherWay() {
    InboxRow second = row(conversation, 2, AT);
    InboxRow third = row(conversation, 3, LATER);
    assertThat(inboxes().project(owner, second, Optional.empty())).contains(second);
    assertThat(inboxes().project(owner, third, Optional.empty())).contains(third);
    assertThat(inboxes().project(owner, second, Optional.empty())).isEmpty();
    assertThat(inboxes().row(owner, id)).contains(third);
  }

  @Test
  public void theSameEntryIsWrittenAgain() {
    InboxRow spoilt =
        new InboxRow(
            conversation,
            row(conversation, 2, AT).newest(),
            new Totals(9, 9, Optional.of(Side.CLIENT)),
            Standing.blocked(Side.CLIENT),
            ReadPosition.NONE,
            AT);
    InboxRow right = row(conversation, 2, AT);
    inboxes().project(owner, spoilt, Optional.empty());
    assertThat(inboxes().project(owner, right, Optional.empty())).contains(right);
    assertThat(inboxes().row(owner, id)).contains(right);
  }

  @Test
  public void aNumberThatTheLogCannotHaveIsOverwrittenAndNoOther() {
    InboxRow wrong = row(conversation, 99, LATER);
    InboxRow right = row(conversation, 2, AT);
    inboxes().project(owner, wrong, Optional.empty());

    assertThat(inboxes().project(owner, right, Optional.of(98L))).isEmpty();
    assertThat(inboxes().row(owner, id)).contains(wrong);
    assertThat(inboxes().project(owner, right, Optional.of(99L))).contains(right);
    assertThat(inboxes().row(owner, id)).contains(right);
  }

  @Test
  public void aReadPositionMovesForwardOnly() {
    inboxes().project(owner, row(conversation, 9, AT), Optional.empty());
    ReadPosition fifth = new ReadPosition(5, 2, 2);
    ReadPosition third = new ReadPosition(3, 1, 1);

    assertThat(inboxes().read(owner, id, fifth, LATER)).contains(new Inboxes.Reading(fifth, true));
    InboxRow read = inboxes().row(owner, id).orElseThrow();
    assertThat(read.read()).isEqualTo(fifth);
    assertThat(read.changedAt()).isEqualTo(LATER);
    assertThat(read.newest()).isEqualTo(row(conversation, 9, AT).newest());

    assertThat(inboxes().read(owner, id, third, LATER.plusMillis(1)))
        .contains(new Inboxes.Reading(fifth, false));
    assertThat(inboxes().read(owner, id, fifth, LATER.plusMillis(1)))
        .contains(new Inboxes.Reading(fifth, false));
    assertThat(inboxes().read(owner, id, ReadPosition.NONE, LATER.plusMillis(1)))
        .contains(new Inboxes.Reading(fifth, false));
    assertThat(inboxes().row(owner, id)).contains(read);
  }

  @Test
  public void whatIsNotThereIsNotReadAndNotMadeByReading() {
    ReadPosition first = new ReadPosition(1, 0, 0);
    assertThat(inboxes().read(owner, id, first, AT)).isEmpty();
    assertThat(inboxes().row(owner, id)).isEmpty();
    assertThat(inboxes().page(owner, Optional.empty(), 10)).isEmpty();
  }

  @Test
  public void whatTheOwnerHasReadSurvivesEveryProjection() {
    ReadPosition second = new ReadPosition(2, 1, 0);
    for (InboxOwner one : List.of(owner, channel)) {
      inboxes().project(one, row(conversation, 2, AT), Optional.empty());
      inboxes().read(one, id, second, AT);
      InboxRow third = row(conversation, 3, LATER);
      InboxRow expected = withRead(third, second);
      assertThat(inboxes().project(one, third, Optional.empty())).contains(expected);
      assertThat(inboxes().project(one, third, Optional.of(3L))).contains(expected);
      assertThat(inboxes().row(one, id)).contains(expected);
    }
    assertThat(inboxes().newest(channel, Optional.empty(), 10))
        .containsExactly(withRead(row(conversation, 3, LATER), second));
  }

  @Test
  public void ofManyWhoReadAndProjectAtOnceTheFurthestCounts() throws Exception {
    inboxes().project(owner, row(conversation, 1, AT), Optional.empty());
    List<Callable<Boolean>> calls = new ArrayList<>();
    LongStream.rangeClosed(1, 16)
        .forEach(
            seq -> {
              ReadPosition position = new ReadPosition(seq, seq, 0);
              InboxRow row = row(conversation, seq, AT.plusMillis(seq));
              calls.add(() -> inboxes().read(owner, id, position, LATER).isPresent());
              calls.add(() -> inboxes().project(owner, row, Optional.empty()).isPresent());
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : threads.invokeAll(calls)) {
        assertThat(done.get()).isNotNull();
      }
    }
    InboxRow row = inboxes().row(owner, id).orElseThrow();
    assertThat(row.newest().seq()).isEqualTo(16);
    assertThat(row.read()).isEqualTo(new ReadPosition(16, 16, 0));
  }

  private Conversation conversation() {
    return new Conversation(
        ConversationId.random("w", random), client, new Counterpart.Channel(channel.channel()), AT);
  }

  private InboxRow row(Conversation of, long seq, Instant at) {
    return new InboxRow(
        of,
        new InboxRow.Newest(seq, at, Kind.OPENED, client, Side.CLIENT, Optional.empty()),
        Totals.NONE,
        Standing.FREE,
        ReadPosition.NONE,
        at);
  }

  private static InboxRow withRead(InboxRow row, ReadPosition read) {
    return new InboxRow(
        row.conversation(), row.newest(), row.totals(), row.standing(), read, row.changedAt());
  }
}
