package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whom somebody has blocked is listed by pages, to the end. */
class BlocksTest {
  private final World world = World.inMemory();
  private final InboxOwner.Person vera = new InboxOwner.Person(world.workspace, "vera");
  private final InboxOwner.OfChannel moscow = new InboxOwner.OfChannel(world.workspace, "moscow");
  private final Entry free = world.log(world.pair()).getFirst();

  @Test
  void onesOwnComePageByPage() {
    List<ConversationId> blocked = fill(vera, 60, 3, Side.CLIENT);
    List<InboxLists.Listed> pages =
        pages(after -> world.standings.blockedBy(world.in(world.vera), after, 7));
    assertThat(pages).hasSize(3);
    assertThat(ids(pages)).containsExactlyElementsOf(blocked.reversed());
  }

  @Test
  void thoseOfAChannelComePageByPage() {
    List<ConversationId> blocked = fill(moscow, 60, 3, Side.STAFF);
    List<InboxLists.Listed> pages =
        pages(after -> world.standings.blockedBy(world.in(world.anna), "moscow", after, 7));
    assertThat(pages).hasSize(3);
    assertThat(ids(pages)).containsExactlyElementsOf(blocked.reversed());
  }

  /** A page without any says where the next one begins. */
  @Test
  void thoseOfAChannelAreFoundBehindAnyNumberThatAreNotBlocked() {
    List<ConversationId> blocked = fill(moscow, 1, 1, Side.STAFF);
    fill(moscow, Limits.INBOX_ROWS_READ, Integer.MAX_VALUE, Side.STAFF);
    List<InboxLists.Listed> pages =
        pages(after -> world.standings.blockedBy(world.in(world.anna), "moscow", after, 7));
    assertThat(pages.getFirst().conversations()).isEmpty();
    assertThat(ids(pages)).isEqualTo(blocked);
  }

  private static List<InboxLists.Listed> pages(
      Function<Optional<Inboxes.Place>, InboxLists.Listed> read) {
    List<InboxLists.Listed> pages = new ArrayList<>();
    do {
      pages.add(read.apply(pages.isEmpty() ? Optional.empty() : pages.getLast().next()));
      assertThat(pages.getLast().complete()).isEqualTo(pages.getLast().next().isEmpty());
      assertThat(pages.getLast().cursor().isPresent()).isEqualTo(pages.size() == 1);
    } while (!pages.getLast().complete());
    return pages;
  }

  /** So many rows, each newer than the one before, and every so manyth is blocked. */
  private List<ConversationId> fill(InboxOwner owner, int rows, int each, Side by) {
    List<ConversationId> blocked = new ArrayList<>();
    for (int n = 0; n < rows; n++) {
      world.advance(Duration.ofMillis(1));
      boolean isBlocked = n % each == each - 1;
      Conversation one =
          new Conversation(
              ConversationId.random(world.workspace, world.ports.random()),
              "vera",
              new Counterpart.Channel("moscow"),
              world.now());
      InboxRow opened = InboxRow.of(one, free, ReadPosition.NONE, world.now());
      InboxRow.Newest newest =
          new InboxRow.Newest(2, world.now(), Kind.BLOCKED, "vera", Side.CLIENT, Optional.empty());
      Standing standing = isBlocked ? Standing.blocked(by) : Standing.FREE;
      InboxRow row =
          new InboxRow(one, newest, opened.totals(), standing, opened.read(), world.now());
      world.inboxes.project(owner, row, Optional.empty());
      if (isBlocked) {
        blocked.add(one.id());
      }
    }
    return blocked;
  }

  private static List<ConversationId> ids(List<InboxLists.Listed> pages) {
    return pages.stream()
        .flatMap(page -> page.conversations().stream())
        .map(shown -> shown.conversation().id())
        .toList();
  }
}
