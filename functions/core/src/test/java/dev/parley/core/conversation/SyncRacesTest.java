package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever happens while an inbox is synced is in the list, in a hint, or in the next list. */
class SyncRacesTest {
  private final List<Runnable> beforeJoin = new ArrayList<>();
  private final List<Runnable> afterJoin = new ArrayList<>();
  private final List<Runnable> afterRead = new ArrayList<>();
  private final InMemoryConversations kept = new InMemoryConversations();
  private final World world =
      new World(
          kept,
          new ForwardingInboxes(kept.inboxes()) {
            @Override
            public List<InboxRow> newest(
                InboxOwner.OfChannel owner, Optional<Place> after, int atMost) {
              List<InboxRow> rows = super.newest(owner, after, atMost);
              runOnce(afterRead);
              return rows;
            }

            @Override
            public List<InboxRow> changed(InboxOwner.OfChannel owner, Place after, int atMost) {
              List<InboxRow> rows = super.changed(owner, after, atMost);
              runOnce(afterRead);
              return rows;
            }

            @Override
            public List<InboxRow> page(InboxOwner owner, Optional<String> after, int atMost) {
              List<InboxRow> rows = super.page(owner, after, atMost);
              runOnce(afterRead);
              return rows;
            }
          },
          new ForwardingRooms(new InMemoryRooms()) {
            @Override
            public Joining join(
                Session session, Room room, Side side, int atMost, Instant expiresAt) {
              runOnce(beforeJoin);
              Joining joining = super.join(session, room, side, atMost, expiresAt);
              runOnce(afterJoin);
              return joining;
            }
          });
  private final ConversationId id = world.inChannel();
  private final Session vera = world.open(world.vera);
  private final Session anna = world.open(world.anna);

  @Test
  void whatComesBeforeJoiningIsInTheList() {
    beforeJoin.add(this::say);
    follow();
    assertThat(hints(anna)).isEmpty();
    assertThat(list(anna).lines().getFirst().row().newest().seq()).isEqualTo(2);
  }

  @Test
  void whatComesBetweenJoiningAndReadingIsInBoth() {
    afterJoin.add(this::say);
    follow();
    assertThat(hints(anna)).containsExactly(2L);
    assertThat(list(anna).lines().getFirst().row().newest().seq()).isEqualTo(2);
  }

  @Test
  void whatComesAfterReadingIsAHint() {
    afterRead.add(this::say);
    follow();
    assertThat(hints(anna)).containsExactly(2L);
    assertThat(list(anna).lines().getFirst().row().newest().seq()).isEqualTo(1);
  }

  @Test
  void whatComesAfterReadingIsInTheNextListEvenIfTheHintIsLost() {
    afterRead.add(
        () -> {
          world.advance(Duration.ofMillis(1));
          say();
        });
    world.advance(Duration.ofMinutes(1));
    SyncCursor cursor = listOf(vera, Optional.empty()).cursor().orElseThrow();
    world.advance(Duration.ofDays(1));
    Frame.Inbox next = listOf(vera, Optional.of(cursor));
    assertThat(next.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.row().newest().seq()).isEqualTo(2));
  }

  @Test
  void whoseGrantIsTakenAwayWhileJoiningDoesNotStay() {
    afterJoin.add(() -> world.add(world.member("anna", Role.OPERATOR, Set.of("kazan"))));
    assertRefused(Code.NOT_FOUND, this::follow);
    assertThat(world.rooms.watchers(new InboxOwner.OfChannel(world.workspace, "moscow"))).isEmpty();
    assertThat(world.audience.framesOf(anna)).isEmpty();
  }

  @Test
  void aProjectionThatComesLateIsSynced() {
    ConversationId other = quietSince(Duration.ofSeconds(1));
    world.send(vera, id, "1.text__", 1, "hello");
    world.advance(Duration.ofHours(1));
    SyncCursor cursor = SyncCursor.at(world.now());
    world.project(id);
    assertThat(changed(cursor)).containsExactly(id).doesNotContain(other);
  }

  @Test
  void whatAColleagueReadIsSyncedHoweverQuietTheConversationIs() {
    say();
    world.advance(Duration.ofHours(1));
    SyncCursor cursor = SyncCursor.at(world.now());
    world.marks.mark(new Caller.OverRest(world.in(world.anna)), id, 2);
    assertThat(changed(cursor)).containsExactly(id);
  }

  private List<ConversationId> changed(SyncCursor cursor) {
    world.socket.handle(
        anna, new Command.Sync(Optional.empty(), Optional.of("moscow"), Optional.of(cursor)));
    return list(anna).lines().stream().map(line -> line.row().conversation().id()).toList();
  }

  /** A conversation of the same channel in which nothing has happened for a while. */
  private ConversationId quietSince(Duration howLong) {
    world.add(world.member("quiet", Role.CLIENT, Set.of()));
    ConversationId quiet =
        world
            .conversations
            .open(
                world.in(world.member("quiet", Role.CLIENT, Set.of())),
                new Opening.ByClient(new Counterpart.Channel("moscow")))
            .conversation()
            .conversation()
            .id();
    world.advance(howLong);
    return quiet;
  }

  private void say() {
    world.send(vera, id, "1.text__", 1, "hello");
    world.project(id);
  }

  private void follow() {
    world.socket.handle(
        anna, new Command.Sync(Optional.empty(), Optional.of("moscow"), Optional.empty()));
  }

  private Frame.Inbox listOf(Session session, Optional<SyncCursor> since) {
    world.socket.handle(session, new Command.Sync(Optional.empty(), Optional.empty(), since));
    return list(session);
  }

  private Frame.Inbox list(Session session) {
    return inboxes(session).stream()
        .filter(frame -> frame.cursor().isPresent())
        .reduce((_, newer) -> newer)
        .orElseThrow();
  }

  /** Of each hint that a socket got, the number of the entry it tells of. */
  private List<Long> hints(Session session) {
    return inboxes(session).stream()
        .filter(frame -> frame.cursor().isEmpty())
        .map(frame -> frame.lines().getFirst().row().newest().seq())
        .toList();
  }

  private List<Frame.Inbox> inboxes(Session session) {
    return world.audience.framesOf(session).stream()
        .filter(Frame.Inbox.class::isInstance)
        .map(Frame.Inbox.class::cast)
        .toList();
  }

  private static void runOnce(List<Runnable> hooks) {
    List<Runnable> due = List.copyOf(hooks);
    hooks.clear();
    due.forEach(Runnable::run);
  }
}
