package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client has left the messenger they were reached by. */
class LeavingTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  @Test
  void nobodyWritesToAClientWhoHasLeft() {
    leave();
    assertRefused(Code.UNREACHABLE, () -> world.send(lev, id, "2.text__", 2, "hello"));
    assertThat(world.log(id)).hasSize(2);
    assertThat(world.row(id, Side.STAFF).standing().unreachable()).isTrue();
  }

  @Test
  void whoWritesIsThereAgain() {
    leave();
    world.send(vera, id, "2.text__", 2, "hello");
    assertThat(world.log(id).getLast().standing()).isEqualTo(Standing.FREE);
    assertThat(World.seq(world.send(lev, id, "3.text__", 3, "hello"))).isEqualTo(4);
  }

  @Test
  void whoReturnsIsThereAgain() {
    leave();
    world.change(world.vera, id, new Change.Return());
    assertThat(World.seq(world.send(lev, id, "3.text__", 3, "hello"))).isEqualTo(4);
  }

  @Test
  void leavingIsNobodysWillAndShownAsNone() {
    leave();
    Standing standing = world.log(id).getLast().standing();
    assertThat(standing.blockedBy()).isEmpty();
    assertThat(standing.restriction()).isEmpty();
    assertThat(standing.hidden()).isFalse();
    world.block(world.vera, id);
    assertRefused(Code.BLOCKED, () -> world.send(lev, id, "3.text__", 3, "hello"));
    world.unblock(world.vera, id);
    assertRefused(Code.UNREACHABLE, () -> world.send(lev, id, "4.text__", 4, "hello"));
  }

  @Test
  void onlyTheClientLeavesAndReturns() {
    ConversationId channel = world.inChannel();
    for (Change change : List.of(new Change.Leave(), new Change.Return())) {
      assertRefused(Code.NOT_ALLOWED, () -> world.change(world.lev, id, change));
      assertRefused(Code.NOT_ALLOWED, () -> world.change(world.anna, channel, change));
    }
    assertThat(world.log(id)).hasSize(1);
  }

  @Test
  void leavingTwiceIsOneEntryAndSoIsReturning() {
    leave();
    leave();
    world.change(world.vera, id, new Change.Return());
    world.change(world.vera, id, new Change.Return());
    assertThat(world.log(id))
        .extracting(Entry::content)
        .containsExactly(new Content.Opened(), new Content.Left(), new Content.Returned());
  }

  private void leave() {
    world.change(world.vera, id, new Change.Leave());
  }
}
