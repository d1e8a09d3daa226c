package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a side has read, and who is told. */
class ReadMarksTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  /** Entries: 1 opened, 2 and 3 by the client, 4 by the specialist, 5 by the client. */
  @BeforeEach
  void bothWrite() {
    world.send(vera, id, "1.text__", 1, "hello");
    world.send(vera, id, "2.text__", 2, "are you there?");
    world.send(lev, id, "3.text__", 3, "yes");
    world.send(vera, id, "4.text__", 4, "good");
    world.audience.clear();
  }

  @Test
  void whatTheOtherSideSaidIsUnreadUntilItIsMarked() {
    assertUnread(1, 3);
    mark(lev, 2);
    assertUnread(1, 2);
    mark(lev, 5);
    assertUnread(1, 0);
    mark(vera, 4);
    assertUnread(0, 0);
    world.send(lev, id, "5.text__", 5, "bye");
    assertUnread(1, 0);
  }

  @Test
  void onlyMessagesAreUnread() {
    mark(lev, 5);
    world.edit(vera, id, "5.edit__", 5, 2, "hello!");
    world.block(world.vera, id);
    world.unblock(world.vera, id);
    assertUnread(1, 0);
  }

  @Test
  void aPositionNeverGoesBack() {
    assertThat(mark(lev, 4)).isEqualTo(4);
    assertThat(mark(lev, 2)).isEqualTo(4);
    assertThat(mark(lev, 4)).isEqualTo(4);
    assertUnread(1, 1);
    assertThat(world.row(id, Side.STAFF).read().seq()).isEqualTo(4);
    assertThat(mark(lev, 5)).isEqualTo(5);
  }

  @Test
  void bothPositionsAreShownToBoth() {
    mark(lev, 3);
    mark(vera, 5);
    for (Member member : List.of(world.vera, world.lev)) {
      assertThat(world.conversations.show(world.in(member), id).read())
          .contains(new Conversations.ReadBy(5, 3));
    }
  }

  @Test
  void theReaderIsAnsweredAndTheOtherSideSeesIt() {
    world.watch(vera, id, 0);
    world.audience.clear();
    world.socket.handle(lev, new Command.Read(Optional.of("r1"), id, 3));
    ReadMarks.Marked marked = new ReadMarks.Marked(id, Side.STAFF, 3);
    assertThat(world.audience.framesOf(lev))
        .containsExactly(new Frame.Read(Optional.of("r1"), marked));
    assertThat(world.audience.framesOf(vera))
        .containsExactly(new Frame.Read(Optional.empty(), marked));
  }

  @Test
  void theReadersOtherSocketsAreToldOnceWhetherTheyWatchOrNot() {
    Session phone = world.open(world.lev);
    Session laptop = world.open(world.lev);
    world.watch(laptop, id, 0);
    world.watch(lev, id, 0);
    world.audience.clear();
    mark(lev, 3);
    Frame receipt = new Frame.Read(Optional.empty(), new ReadMarks.Marked(id, Side.STAFF, 3));
    for (Session socket : List.of(phone, laptop)) {
      assertThat(world.audience.framesOf(socket)).containsExactly(receipt);
    }
    assertThat(world.audience.framesOf(lev)).hasSize(1);
    assertThat(world.audience.framesOf(vera)).isEmpty();
  }

  @Test
  void whoMarksWithoutASocketHasAllTheirSocketsTold() {
    world.marks.mark(new Caller.OverRest(world.in(world.lev)), id, 3);
    assertThat(world.audience.framesOf(lev))
        .containsExactly(new Frame.Read(Optional.empty(), new ReadMarks.Marked(id, Side.STAFF, 3)));
  }

  @Test
  void aChannelIsReadForAllWhoAnswerForIt() {
    Member pavel = world.member("pavel", Role.OPERATOR, Set.of("moscow"));
    world.add(pavel);
    ConversationId channel = world.inChannel();
    world.send(vera, channel, "1.text__", 1, "hello");
    Session anna = world.open(world.anna);
    Session colleague = world.open(pavel);
    world.watch(anna, channel, 0);
    follow(colleague);
    assertThat(world.row(channel, Side.STAFF).unread(Side.STAFF)).isEqualTo(1);
    world.audience.clear();
    world.socket.handle(anna, new Command.Read(Optional.empty(), channel, 2));
    assertThat(world.row(channel, Side.STAFF).unread(Side.STAFF)).isZero();
    assertThat(world.audience.framesOf(colleague).getFirst())
        .isEqualTo(new Frame.Read(Optional.empty(), new ReadMarks.Marked(channel, Side.STAFF, 2)));
  }

  @Test
  void nothingIsReadByBeingOpened() {
    Session anna = world.open(world.anna);
    ConversationId channel = world.inChannel();
    world.send(vera, channel, "1.text__", 1, "hello");
    world.watch(lev, id, 0);
    world.conversations.read(world.in(world.lev), id, 0, 10);
    world.conversations.show(world.in(world.lev), id);
    world.inbox(world.lev);
    world.socket.handle(
        lev, new Command.Sync(Optional.empty(), Optional.empty(), Optional.empty()));
    world.watch(anna, channel, 0);
    follow(anna);
    assertUnread(1, 3);
    assertThat(world.row(channel, Side.STAFF).unread(Side.STAFF)).isEqualTo(1);
  }

  @Test
  void onesOwnWordsAreNotReadByWritingThem() {
    world.send(lev, id, "5.text__", 5, "bye");
    assertUnread(2, 3);
  }

  @Test
  void whatIsBeyondTheEndIsAnUnknownPosition() {
    assertRefused(Code.UNKNOWN_POSITION, () -> mark(lev, 6));
    assertThat(world.row(id, Side.STAFF).read()).isEqualTo(ReadPosition.NONE);
  }

  @Test
  void onlyWhoTakesPartReads() {
    ConversationId channel = world.inChannel();
    Session boris = world.open(world.boris);
    Session anna = world.open(world.anna);
    assertRefused(Code.NOT_FOUND, () -> mark(boris, 1));
    Command read = new Command.Read(Optional.empty(), channel, 1);
    assertRefused(Code.NOT_FOUND, () -> world.socket.handle(boris, read));
    assertRefused(Code.NOT_WATCHING, () -> world.socket.handle(anna, read));
    world.marks.mark(new Caller.OverRest(world.in(world.anna)), channel, 1);
    Caller stranger = new Caller.OverRest(world.in(world.boris));
    assertRefused(Code.NOT_FOUND, () -> world.marks.mark(stranger, channel, 1));
    ConversationId none = ConversationId.between(world.workspace, "a", "b");
    assertRefused(
        Code.NOT_FOUND,
        () -> world.socket.handle(vera, new Command.Read(Optional.empty(), none, 0)));
  }

  @Test
  void whereARowIsMissingItIsTriedAgain() {
    World missing = new World(world.store, new InMemoryInboxes(), world.rooms);
    missing.add(missing.lev);
    Caller reader = new Caller.OverRest(world.in(world.lev));
    assertThatThrownBy(() -> missing.marks.mark(reader, id, 3)).isInstanceOf(Unavailable.class);
    missing.project(id);
    assertThat(missing.marks.mark(reader, id, 3).marked().seq()).isEqualTo(3);
  }

  @Test
  void aMarkIsAChangeOfTheRowAndAnIdleOneIsNot() {
    world.row(id, Side.STAFF);
    world.advance(Duration.ofMinutes(1));
    mark(lev, 3);
    InboxOwner owner = new InboxOwner.Person(world.workspace, "lev");
    assertThat(world.inboxes.row(owner, id).orElseThrow().changedAt()).isEqualTo(world.now());
    world.advance(Duration.ofMinutes(1));
    mark(lev, 2);
    assertThat(world.inboxes.row(owner, id).orElseThrow().changedAt()).isBefore(world.now());
  }

  private long mark(Session session, long seq) {
    world.socket.handle(session, new Command.Read(Optional.empty(), id, seq));
    return ((Frame.Read) world.audience.framesOf(session).getLast()).marked().seq();
  }

  private void follow(Session session) {
    world.socket.handle(
        session, new Command.Sync(Optional.empty(), Optional.of("moscow"), Optional.empty()));
  }

  private void assertUnread(long byClient, long byStaff) {
    assertThat(world.row(id, Side.CLIENT).unread(Side.CLIENT)).isEqualTo(byClient);
    assertThat(world.row(id, Side.STAFF).unread(Side.STAFF)).isEqualTo(byStaff);
  }
}
