package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A list of changes that comes in parts misses nothing, however slowly its reader goes on. */
class CutChangesTest {
  private static final int MANY = Limits.INBOX_ROWS + 50;

  private final World world = World.inMemory();
  private final Entry opened = world.log(world.pair()).getFirst();

  @Test
  void whatIsWrittenLateBelowACutIsInTheNextListOfOnesOwn() {
    assertThatNothingIsMissed(
        new InboxOwner.Person(world.workspace, "vera"), world.open(world.vera), Optional.empty());
  }

  @Test
  void whatIsWrittenLateBelowACutIsInTheNextListOfAChannel() {
    assertThatNothingIsMissed(
        new InboxOwner.OfChannel(world.workspace, "moscow"),
        world.open(world.anna),
        Optional.of("moscow"));
  }

  /** A writer whose row lands after the first part was read, with a time from before its cut. */
  private void assertThatNothingIsMissed(
      InboxOwner owner, Session session, Optional<String> channel) {
    world.advance(Duration.ofHours(1));
    SyncCursor since = SyncCursor.at(world.now());
    List<ConversationId> all = new ArrayList<>();
    Instant first = world.now();
    for (int n = 0; n < MANY; n++) {
      world.advance(Duration.ofMillis(10));
      all.add(write(owner, "lawyer" + n, world.now()));
    }
    Frame.Inbox part = sync(session, channel, since);
    assertThat(part.complete()).isFalse();
    assertThat(ids(part)).isEqualTo(all.subList(0, Limits.INBOX_ROWS));

    ConversationId late = write(owner, "late", first);
    world.advance(Limits.SYNC_OVERLAP.multipliedBy(3));
    Frame.Inbox rest = sync(session, channel, part.cursor().orElseThrow());
    assertThat(ids(rest)).isEqualTo(all.subList(Limits.INBOX_ROWS, MANY));
    assertThat(rest.complete()).isTrue();
    assertThat(toTheEnd(session, channel, rest.cursor().orElseThrow()).seen()).contains(late);
  }

  @Test
  void whoGoesOnUntilTheListIsCompleteComesToAnEndAndWhatIsOldDoesNotComeAgain() {
    InboxOwner owner = new InboxOwner.Person(world.workspace, "vera");
    Session vera = world.open(world.vera);
    SyncCursor since = SyncCursor.at(world.now());
    for (int n = 0; n < MANY; n++) {
      write(owner, "lawyer" + n, world.now());
    }
    world.advance(Limits.SYNC_OVERLAP.plusMillis(1));
    Ended first = toTheEnd(vera, Optional.empty(), since);
    assertThat(first.seen()).hasSize(MANY + 1);
    assertThat(toTheEnd(vera, Optional.empty(), first.cursor()).seen()).isEmpty();
  }

  @Test
  void aCutCursorComesBackAsItWentAndItsFirstFormatIsRead() {
    String conversation = "A".repeat(22);
    Inboxes.Place place = new Inboxes.Place(world.now().plusMillis(3), conversation);
    SyncCursor cut = new SyncCursor(world.now(), Optional.of(place));
    assertThat(SyncCursor.parse(cut.text())).contains(cut);
    assertThat(cut.place()).isEqualTo(place);
    String first = place.at().toEpochMilli() + "." + conversation;
    assertThat(SyncCursor.parse(first)).contains(new SyncCursor(place.at(), Optional.of(place)));
    for (String wrong :
        List.of(
            cut.text() + "A",
            cut.text().substring(1),
            cut.text().replace('A', '.'),
            world.now().toEpochMilli() + "." + place.at().toEpochMilli())) {
      assertThat(SyncCursor.parse(wrong)).isEmpty();
    }
  }

  private record Ended(List<ConversationId> seen, SyncCursor cursor) {}

  private Ended toTheEnd(Session session, Optional<String> channel, SyncCursor begin) {
    List<ConversationId> seen = new ArrayList<>();
    SyncCursor since = begin;
    Frame.Inbox part;
    do {
      part = sync(session, channel, since);
      seen.addAll(ids(part));
      since = part.cursor().orElseThrow();
    } while (!part.complete());
    return new Ended(seen, since);
  }

  private ConversationId write(InboxOwner owner, String lawyer, Instant changedAt) {
    Conversation one =
        new Conversation(
            ConversationId.between(world.workspace, "vera", lawyer),
            "vera",
            new Counterpart.Specialist(lawyer),
            changedAt);
    InboxRow row = InboxRow.of(one, opened, ReadPosition.NONE, changedAt);
    world.inboxes.project(owner, row, Optional.empty());
    return one.id();
  }

  private Frame.Inbox sync(Session session, Optional<String> channel, SyncCursor since) {
    world.socket.handle(session, new Command.Sync(Optional.empty(), channel, Optional.of(since)));
    return (Frame.Inbox) world.audience.framesOf(session).getLast();
  }

  private static List<ConversationId> ids(Frame.Inbox inbox) {
    return inbox.lines().stream().map(line -> line.row().conversation().id()).toList();
  }
}
