package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has changed in an inbox since a cursor. */
class SyncTest {
  private final World world = World.inMemory();
  private final ConversationId pair = world.pair();
  private final ConversationId channel = world.inChannel();
  private final Session vera = world.open(world.vera);
  private final Session anna = world.open(world.anna);

  @Test
  void withoutACursorEverythingIsListedTheNewestInFront() {
    world.advance(Duration.ofMinutes(1));
    say(pair);
    Frame.Inbox all = sync(vera, Optional.empty(), Optional.empty());
    assertThat(ids(all)).containsExactly(pair, channel);
    assertThat(all.complete()).isTrue();
    assertThat(all.channel()).isEmpty();
    assertThat(all.cursor()).contains(SyncCursor.at(world.now()));
    assertThat(all.lines()).extracting(InboxLine::viewer).containsOnly(Side.CLIENT);
  }

  @Test
  void afterACursorOnlyWhatChangedIsListed() {
    world.advance(Duration.ofMinutes(1));
    Optional<SyncCursor> cursor = sync(vera, Optional.empty(), Optional.empty()).cursor();
    assertThat(ids(sync(vera, Optional.empty(), cursor))).isEmpty();
    say(pair);
    Frame.Inbox changed = sync(vera, Optional.empty(), cursor);
    assertThat(ids(changed)).containsExactly(pair);
    assertThat(changed.lines().getFirst().row())
        .isEqualTo(world.inboxes.row(owner("vera"), pair).orElseThrow());
  }

  @Test
  void everyKindOfChangeIsAChange() {
    world.advance(Duration.ofMinutes(1));
    Optional<SyncCursor> cursor = sync(vera, Optional.empty(), Optional.empty()).cursor();
    world.socket.handle(vera, new Command.Read(Optional.empty(), pair, 1));
    world.change(world.vera, channel, new Change.Hide());
    world.project(channel);
    Frame.Inbox changed = sync(vera, Optional.empty(), cursor);
    assertThat(ids(changed)).containsExactlyInAnyOrder(pair, channel);
    assertThat(changed.lines())
        .filteredOn(line -> line.row().conversation().id().equals(pair))
        .singleElement()
        .satisfies(line -> assertThat(line.row().read().seq()).isEqualTo(1));
  }

  @Test
  void aListReachesBackOverClocksThatDiffer() {
    say(pair);
    world.advance(Limits.SYNC_OVERLAP);
    SyncCursor cursor = SyncCursor.at(world.now());
    assertThat(ids(sync(vera, Optional.empty(), Optional.of(cursor))))
        .containsExactlyInAnyOrder(pair, channel);
    SyncCursor later = SyncCursor.at(world.now().plusMillis(1));
    assertThat(ids(sync(vera, Optional.empty(), Optional.of(later)))).isEmpty();
  }

  @Test
  void aCursorComesBackAsItWent() {
    SyncCursor cursor = SyncCursor.at(world.now().plusMillis(7));
    assertThat(SyncCursor.parse(cursor.text())).contains(cursor);
    for (String wrong :
        List.of("", "0", "-1", "12345678901234", "1x34567890123", "0123456789012")) {
      assertThat(SyncCursor.parse(wrong)).isEmpty();
    }
  }

  @Test
  void aChannelIsListedAndFollowedByWhoAnswersForIt() {
    Frame.Inbox listed = sync(anna, Optional.of("moscow"), Optional.empty());
    assertThat(ids(listed)).containsExactly(channel);
    assertThat(listed.channel()).contains("moscow");
    assertThat(listed.lines()).extracting(InboxLine::viewer).containsOnly(Side.STAFF);

    say(channel);
    InboxRow row =
        world
            .inboxes
            .row(new InboxOwner.OfChannel(world.workspace, "moscow"), channel)
            .orElseThrow();
    assertThat(world.audience.framesOf(anna).getLast())
        .isEqualTo(
            new Frame.Inbox(
                Optional.empty(),
                Optional.of("moscow"),
                List.of(new InboxLine(row, Side.STAFF)),
                Optional.empty(),
                true));
  }

  @Test
  void whoUnfollowsHearsNoMore() {
    sync(anna, Optional.of("moscow"), Optional.empty());
    world.socket.handle(anna, new Command.Unsync(Optional.of("r"), "moscow"));
    assertThat(world.audience.framesOf(anna).getLast())
        .isEqualTo(new Frame.Unsynced(Optional.of("r"), "moscow"));
    world.audience.clear();
    say(channel);
    assertThat(world.audience.framesOf(anna)).isEmpty();
  }

  @Test
  void onlyWhoAnswersForAChannelFollowsIt() {
    for (Session session : List.of(vera, world.open(world.boris), world.open(world.lev))) {
      assertRefused(Code.NOT_FOUND, () -> sync(session, Optional.of("moscow"), Optional.empty()));
      assertRefused(Code.NOT_FOUND, () -> sync(session, Optional.of("atlantis"), Optional.empty()));
    }
    assertThat(world.rooms.watchers(new InboxOwner.OfChannel(world.workspace, "moscow"))).isEmpty();
    world.socket.closed(anna);
    assertRefused(Code.NOT_ALLOWED, () -> sync(anna, Optional.of("moscow"), Optional.empty()));
  }

  @Test
  void aListThatIsCutSaysSo() {
    for (int n = 1; n < Limits.INBOX_ROWS; n++) {
      open("client" + n);
    }
    assertThat(sync(anna, Optional.of("moscow"), Optional.empty()).complete()).isTrue();
    Optional<SyncCursor> cursor = Optional.of(SyncCursor.at(world.now().minusSeconds(1)));
    assertThat(sync(anna, Optional.of("moscow"), cursor).complete()).isTrue();
    open("onemore");
    for (Optional<SyncCursor> since : List.of(Optional.<SyncCursor>empty(), cursor)) {
      Frame.Inbox cut = sync(anna, Optional.of("moscow"), since);
      assertThat(cut.complete()).isFalse();
      assertThat(cut.lines()).hasSize(Limits.INBOX_ROWS);
    }
  }

  @Test
  void anOwnListThatIsCutSaysSo() {
    for (int n = 0; n < Limits.INBOX_ROWS - 2; n++) {
      openWith("lawyer" + n);
    }
    assertThat(sync(vera, Optional.empty(), Optional.empty()).complete()).isTrue();
    openWith("onemore");
    Frame.Inbox cut = sync(vera, Optional.empty(), Optional.empty());
    assertThat(cut.complete()).isFalse();
    assertThat(cut.lines()).hasSize(Limits.INBOX_ROWS);
  }

  @Test
  void overRestTheSameChangesAreListed() {
    world.advance(Duration.ofMinutes(1));
    SyncCursor cursor = SyncCursor.at(world.now());
    say(channel);
    InboxLists.Listed changed = world.lists.changed(world.in(world.anna), "moscow", cursor);
    assertThat(changed.conversations())
        .extracting(shown -> shown.conversation().id())
        .containsExactly(channel);
    assertThat(world.lists.changed(world.in(world.vera), cursor).conversations())
        .extracting(shown -> shown.conversation().id())
        .containsExactly(channel);
    assertRefused(
        Code.NOT_FOUND, () -> world.lists.changed(world.in(world.boris), "moscow", cursor));
  }

  private Frame.Inbox sync(
      Session session, Optional<String> ofChannel, Optional<SyncCursor> since) {
    world.socket.handle(session, new Command.Sync(Optional.empty(), ofChannel, since));
    return (Frame.Inbox) world.audience.framesOf(session).getLast();
  }

  /** The client writes, and it is projected. */
  private void say(ConversationId id) {
    long last = world.store.tail(id, 1, 1).orElseThrow().last().seq();
    world.send(vera, id, last + ".message", last, "hello");
    world.project(id);
  }

  private void open(String client) {
    world.add(world.member(client, Role.CLIENT, Set.of()));
    world.conversations.open(
        world.in(world.member(client, Role.CLIENT, Set.of())),
        new Opening.ByClient(new Counterpart.Channel("moscow")));
  }

  private void openWith(String lawyer) {
    world.add(world.member(lawyer, Role.SPECIALIST, Set.of()));
    world.conversations.open(
        world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist(lawyer)));
  }

  private InboxOwner owner(String person) {
    return new InboxOwner.Person(world.workspace, person);
  }

  private static List<ConversationId> ids(Frame.Inbox inbox) {
    return inbox.lines().stream().map(line -> line.row().conversation().id()).toList();
  }
}
