package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.StartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An inbox with more rows than are read in one go is listed to its end, in its order. */
class LongInboxTest {
  private static final int ROWS = Limits.INBOX_ROWS_READ + 3;

  private final World world = World.inMemory();
  private final InboxOwner.Person owner = new InboxOwner.Person(world.workspace, "vera");
  private final ConversationId pair = world.pair();
  private final List<ConversationId> all = new ArrayList<>(List.of(pair));

  /** By the inbox directly: thousands of openings would test nothing more. */
  @BeforeEach
  void fill() {
    Entry opened = world.log(pair).getFirst();
    while (all.size() < ROWS) {
      String lawyer = "lawyer" + all.size();
      Conversation one =
          new Conversation(
              ConversationId.between(world.workspace, "vera", lawyer),
              "vera",
              new Counterpart.Specialist(lawyer),
              world.now());
      InboxRow row = InboxRow.of(one, opened, ReadPosition.NONE, world.now());
      world.inboxes.project(owner, row, Optional.empty());
      all.add(one.id());
    }
  }

  @Test
  void pagesFollowEachOtherToTheLast() {
    world.advance(Duration.ofMinutes(1));
    sayHello();
    List<ConversationId> seen = new ArrayList<>();
    InboxLists.Listed page;
    Optional<Inboxes.Place> after = Optional.empty();
    do {
      page = world.lists.mine(world.in(world.vera), false, after, Limits.INBOX_ROWS);
      page.conversations().forEach(shown -> seen.add(shown.conversation().id()));
      after = page.next();
      assertThat(page.complete()).isEqualTo(after.isEmpty());
    } while (after.isPresent());
    assertThat(seen).startsWith(pair).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void changesFollowEachOtherToTheLast() {
    Session vera = world.open(world.vera);
    Optional<SyncCursor> since = Optional.of(SyncCursor.at(world.now()));
    List<ConversationId> seen = new ArrayList<>();
    Frame.Inbox part;
    do {
      part = sync(vera, since);
      part.lines().forEach(line -> seen.add(line.row().conversation().id()));
      since = part.cursor();
    } while (!part.complete());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void whatIsNewsIsFoundAmongThemAndNothingElse() {
    Session vera = world.open(world.vera);
    world.advance(Duration.ofMinutes(1));
    Optional<SyncCursor> since = Optional.of(SyncCursor.at(world.now()));
    assertThat(sync(vera, since).lines()).isEmpty();
    assertThat(sync(vera, since).complete()).isTrue();
    sayHello();
    Frame.Inbox news = sync(vera, since);
    assertThat(news.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.row().conversation().id()).isEqualTo(pair));
    assertThat(news.complete()).isTrue();
    assertThat(sync(vera, Optional.empty()).lines().getFirst()).isEqualTo(news.lines().getFirst());
  }

  @Test
  void thatAClientOnceWroteIsFoundAmongThem() {
    world.startPolicy(StartPolicy.LINKED_CLIENT);
    world.members.change(world.in(world.olga), "vera", new MemberChange.Link("c-1"));
    assertThat(Starting.isLinked(world.ports, world.workspace, "vera")).isFalse();
    sayHello();
    assertThat(Starting.isLinked(world.ports, world.workspace, "vera")).isTrue();
  }

  private void sayHello() {
    world.send(world.open(world.vera), pair, "1.message", 1, "hello");
    world.project(pair);
  }

  private Frame.Inbox sync(Session session, Optional<SyncCursor> since) {
    world.socket.handle(session, new Command.Sync(Optional.empty(), Optional.empty(), since));
    return (Frame.Inbox) world.audience.framesOf(session).getLast();
  }
}
