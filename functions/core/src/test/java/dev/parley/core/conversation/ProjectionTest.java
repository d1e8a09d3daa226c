package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Inboxes follow the log, and whoever does not watch is told. */
class ProjectionTest {
  private final List<Runnable> afterTail = new ArrayList<>();
  private final World world =
      World.behind(
          kept ->
              new ForwardingConversations(kept) {
                @Override
                public Optional<Tail> tail(ConversationId id, long from, int atMost) {
                  Optional<Tail> tail = super.tail(id, from, atMost);
                  List<Runnable> due = List.copyOf(afterTail);
                  afterTail.clear();
                  due.forEach(Runnable::run);
                  return tail;
                }
              });
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  @Test
  void whoDoesNotWatchGetsAHint() {
    world.send(vera, id, "1.text__", 1, "hello");
    world.audience.clear();
    world.project(id);
    for (Session session : List.of(vera, lev)) {
      Side side = session == vera ? Side.CLIENT : Side.STAFF;
      InboxRow row =
          world
              .inboxes
              .row(new InboxOwner.Person(world.workspace, session.person()), id)
              .orElseThrow();
      assertThat(world.audience.framesOf(session))
          .containsExactly(
              new Frame.Inbox(
                  Optional.empty(),
                  Optional.empty(),
                  List.of(new InboxLine(row, side)),
                  Optional.empty(),
                  true));
      assertThat(row.newest().preview()).contains("hello");
    }
  }

  @Test
  void whoWatchesGetsNoHintBesideTheEntry() {
    world.watch(lev, id, 0);
    Session elsewhere = world.open(world.lev);
    world.send(vera, id, "1.text__", 1, "hello");
    world.audience.clear();
    world.project(id);
    assertThat(world.audience.framesOf(lev)).isEmpty();
    assertThat(world.audience.framesOf(elsewhere)).hasSize(1);
  }

  @Test
  void strangersGetNothing() {
    ConversationId channel = world.inChannel();
    Session anna = world.open(world.anna);
    Session boris = world.open(world.boris);
    follow(boris, "kazan");
    world.audience.clear();
    world.project(channel);
    // Who answers for a channel is told when they follow it.
    for (Session session : List.of(anna, boris, lev)) {
      assertThat(world.audience.framesOf(session)).isEmpty();
    }
    follow(anna, "moscow");
    world.audience.clear();
    world.project(channel);
    assertThat(world.audience.framesOf(anna)).hasSize(1);
  }

  @Test
  void whoFollowsAChannelAndWatchesIsToldOnce() {
    ConversationId channel = world.inChannel();
    Session anna = world.open(world.anna);
    follow(anna, "moscow");
    world.watch(anna, channel, 0);
    world.audience.clear();
    world.send(vera, channel, "1.text__", 1, "hello");
    world.project(channel);
    assertThat(world.audience.framesOf(anna)).singleElement().isInstanceOf(Frame.Appended.class);
  }

  @Test
  void aConversationThatIsNotThereIsNothingToDo() {
    ConversationId none = ConversationId.between(world.workspace, "a", "b");
    world.project(none);
    assertThat(world.projection.rebuild(none)).isFalse();
    assertThat(
            world.inboxes.page(new InboxOwner.Person(world.workspace, "a"), Optional.empty(), 10))
        .isEmpty();
  }

  @Test
  void aSocketThatIsGoneIsNoConcern() {
    world.audience.lose(lev);
    world.send(vera, id, "1.text__", 1, "hello");
    world.project(id);
    assertThat(world.row(id, Side.STAFF).newest().seq()).isEqualTo(2);
  }

  @Test
  void twiceIsLikeOnce() {
    world.send(vera, id, "1.text__", 1, "hello");
    InboxRow once = world.row(id, Side.STAFF);
    assertThat(world.row(id, Side.STAFF)).isEqualTo(once);
  }

  @Test
  void aProjectionThatIsOvertakenChangesNothingAndTellsNothing() {
    world.send(vera, id, "1.text__", 1, "hello");
    afterTail.add(
        () -> {
          world.send(vera, id, "2.text__", 2, "are you there?");
          world.project(id);
          world.audience.clear();
          world.advance(Duration.ofSeconds(1));
        });
    world.project(id);
    InboxRow row =
        world.inboxes.row(new InboxOwner.Person(world.workspace, "lev"), id).orElseThrow();
    assertThat(row.newest().seq()).isEqualTo(3);
    assertThat(row.totals().client()).isEqualTo(2);
    assertThat(row.changedAt()).isBefore(world.now());
    assertThat(world.audience.framesOf(lev)).isEmpty();
  }

  @Test
  void aRowThatIsMissingIsMade() {
    InMemoryInboxes empty = new InMemoryInboxes();
    World other = new World(world.store, empty, world.rooms);
    world.send(vera, id, "1.text__", 1, "hello");
    other.project(id);
    InboxOwner owner = new InboxOwner.Person(world.workspace, "lev");
    assertThat(empty.row(owner, id)).isPresent();

    World rebuilt = new World(world.store, new InMemoryInboxes(), world.rooms);
    assertThat(rebuilt.projection.rebuild(id)).isTrue();
    assertThat(rebuilt.inboxes.row(owner, id).map(InboxRow::newest))
        .isEqualTo(empty.row(owner, id).map(InboxRow::newest));
  }

  @Test
  void whatIsRebuiltIsToldToo() {
    world.send(vera, id, "1.text__", 1, "hello");
    world.audience.clear();
    assertThat(world.projection.rebuild(id)).isTrue();
    for (Session session : List.of(lev, vera)) {
      assertThat(world.audience.framesOf(session))
          .singleElement()
          .isInstanceOfSatisfying(
              Frame.Inbox.class,
              hint -> assertThat(hint.lines().getFirst().row().newest().seq()).isEqualTo(2));
    }
  }

  @Test
  void anEntryThatComesWhileItIsRebuiltIsNotTakenForAMistake() {
    world.send(vera, id, "1.text__", 1, "hello");
    world.project(id);
    afterTail.add(
        () ->
            afterTail.add(
                () -> {
                  world.send(vera, id, "2.text__", 2, "are you there?");
                  world.project(id);
                }));
    world.projection.rebuild(id);
    for (String person : List.of("vera", "lev")) {
      InboxOwner owner = new InboxOwner.Person(world.workspace, person);
      assertThat(world.inboxes.row(owner, id).orElseThrow().newest().seq()).isEqualTo(3);
    }
  }

  private void follow(Session session, String channel) {
    world.socket.handle(
        session, new Command.Sync(Optional.empty(), Optional.of(channel), Optional.empty()));
  }
}
