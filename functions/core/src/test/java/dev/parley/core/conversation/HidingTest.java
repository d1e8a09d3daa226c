package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A client puts a conversation out of their own list, and it comes back. */
class HidingTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final ConversationId channel = world.inChannel();

  @Test
  void whatIsHiddenIsGoneFromTheClientsListOnly() {
    hide(id);
    hide(channel);
    assertThat(ids(mine(world.vera, false))).isEmpty();
    assertThat(ids(mine(world.vera, true))).containsExactlyInAnyOrder(id, channel);
    assertThat(ids(mine(world.lev, false))).containsExactly(id);
    assertThat(ids(mine(world.lev, true))).isEmpty();
    assertThat(ids(world.lists.ofChannel(world.in(world.anna), "moscow", Optional.empty(), 10)))
        .containsExactly(channel);
  }

  @Test
  void aListOfChangesTellsOfBoth() {
    SyncCursor cursor = mine(world.vera, false).cursor().orElseThrow();
    hide(id);
    assertThat(ids(world.lists.changed(world.in(world.vera), cursor)))
        .containsExactlyInAnyOrder(id, channel);
  }

  @Test
  void theClientTakesItBack() {
    hide(id);
    world.change(world.vera, id, new Change.Restore());
    world.project(id);
    assertThat(ids(mine(world.vera, false))).contains(id);
    assertThat(ids(mine(world.vera, true))).isEmpty();
  }

  @Test
  void aMessageByEitherSideBringsItBack() {
    hide(id);
    world.send(world.open(world.lev), id, "2.text__", 2, "hello");
    world.project(id);
    assertThat(ids(mine(world.vera, false))).contains(id);

    hide(id);
    world.send(world.open(world.vera), id, "4.text__", 4, "hello");
    world.project(id);
    assertThat(ids(mine(world.vera, false))).contains(id);
    assertThat(world.log(id).getLast().standing()).isEqualTo(Standing.FREE);
  }

  @Test
  void whatIsNoMessageLeavesItHidden() {
    hide(id);
    world.block(world.lev, id);
    world.unblock(world.lev, id);
    world.project(id);
    assertThat(ids(mine(world.vera, false))).containsExactly(channel);
  }

  @Test
  void hidingReadsNothing() {
    world.send(world.open(world.lev), id, "1.text__", 1, "hello");
    hide(id);
    assertThat(mine(world.vera, true).conversations())
        .singleElement()
        .satisfies(shown -> assertThat(shown.line().unread()).isEqualTo(1));
  }

  @Test
  void onlyTheClientHidesAndRestores() {
    for (Change change : List.of(new Change.Hide(), new Change.Restore())) {
      assertRefused(Code.NOT_ALLOWED, () -> world.change(world.lev, id, change));
      assertRefused(Code.NOT_ALLOWED, () -> world.change(world.anna, channel, change));
      assertRefused(Code.NOT_FOUND, () -> world.change(world.boris, channel, change));
    }
    assertThat(world.log(id)).hasSize(1);
    assertThat(world.log(channel)).hasSize(1);
  }

  @Test
  void hidingTwiceIsOneEntry() {
    hide(id);
    hide(id);
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void theHiddenAreFoundBehindAnyNumberThatAreNot() {
    hide(id);
    for (int n = 0; n <= Limits.INBOX_ROWS; n++) {
      world.add(world.member("lawyer" + n, Role.SPECIALIST, Set.of()));
      world.advance(Duration.ofSeconds(1));
      world.conversations.open(
          world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist("lawyer" + n)));
    }
    assertThat(ids(mine(world.vera, true))).containsExactly(id);
  }

  private void hide(ConversationId conversation) {
    world.change(world.vera, conversation, new Change.Hide());
    world.project(conversation);
  }

  private InboxLists.Listed mine(Member member, boolean hidden) {
    return world.lists.mine(world.in(member), hidden, Optional.empty(), Limits.INBOX_ROWS);
  }

  private static List<ConversationId> ids(InboxLists.Listed listed) {
    return listed.conversations().stream().map(shown -> shown.conversation().id()).toList();
  }
}
