package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private final World world = World.inMemory();

  @Test
  void withoutAConfirmationNothingChanges() {
    ConversationId id = world.pair();
    assertRefused(Code.CONFIRMATION_NEEDED, () -> world.blocks.block(world.vera, id, false));
    assertThat(world.log(id)).hasSize(1);
    world.blocks.block(world.vera, id, true);
    assertRefused(Code.CONFIRMATION_NEEDED, () -> world.blocks.unblock(world.vera, id, false));
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void neitherSideWritesWhileOneHasBlockedTheOther() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Session lev = world.open(world.lev);
    world.send(vera, id, "1.before", 1, "hello");
    world.blocks.block(world.vera, id, true);

    assertRefused(Code.BLOCKED, () -> world.send(lev, id, "3.fromlev", 3, "hello?"));
    assertRefused(Code.UNBLOCK_FIRST, () -> world.send(vera, id, "3.fromvera", 3, "hello"));
    assertThat(world.conversations.read(world.lev, id, 0, 10).entries()).hasSize(3);
    assertThat(world.conversations.show(world.lev, id).standing())
        .isEqualTo(new Standing(Set.of(Side.CLIENT)));

    world.blocks.unblock(world.vera, id, true);
    Frame ack = world.send(lev, id, "4.fromlev", 4, "hello again");
    assertThat(((Frame.Acknowledged) ack).seq()).isEqualTo(5);
  }

  @Test
  void aMessageThatWasTakenBeforeTheBlockIsStillAcknowledged() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Frame first = world.send(vera, id, "1.before", 1, "hello");
    world.blocks.block(world.lev, id, true);
    assertThat(world.send(vera, id, "1.before", 1, "hello")).isEqualTo(first);
  }

  @Test
  void eachSideTakesBackItsOwnBlockOnly() {
    ConversationId id = world.pair();
    world.blocks.block(world.vera, id, true);
    world.blocks.block(world.lev, id, true);
    Conversations.Shown shown = world.blocks.unblock(world.vera, id, true);
    assertThat(shown.standing()).isEqualTo(new Standing(Set.of(Side.STAFF)));
    assertRefused(
        Code.BLOCKED, () -> world.send(world.open(world.vera), id, "1.abcdef", 1, "hello"));
  }

  @Test
  void operatorsBlockForTheirChannelAndStrangersNobody() {
    ConversationId id = world.inChannel();
    assertRefused(Code.NOT_FOUND, () -> world.blocks.block(world.boris, id, false));
    world.blocks.block(world.anna, id, true);
    assertThat(world.blocks.ofChannel(world.anna, "moscow").conversations())
        .singleElement()
        .satisfies(shown -> assertThat(shown.conversation().client()).isEqualTo("vera"));
    assertRefused(Code.NOT_FOUND, () -> world.blocks.ofChannel(world.boris, "moscow"));
    assertThat(world.blocks.mine(world.vera).conversations()).isEmpty();
    assertRefused(
        Code.BLOCKED, () -> world.send(world.open(world.vera), id, "1.abcdef", 1, "hello"));
  }

  @Test
  void watchersGetTheEntryAndGetItAgainWithARetry() {
    ConversationId id = world.pair();
    Session lev = world.open(world.lev);
    world.watch(lev, id, 0);
    for (int attempt = 0; attempt < 2; attempt++) {
      world.audience.clear();
      world.blocks.block(world.vera, id, true);
      assertThat(world.audience.framesOf(lev))
          .containsExactly(new Frame.Appended(id, world.log(id).getLast()));
    }
  }

  @Test
  void aBlockWhoseAnswerWasLostStandsOnce() {
    AtomicInteger losses = new AtomicInteger(1);
    ConversationStore lossy =
        new ForwardingConversations(new InMemoryConversations()) {
          @Override
          public boolean commit(Commit commit) {
            boolean done = super.commit(commit);
            if (commit.writes().size() == 3
                && commit.writes().getLast() instanceof Commit.Mark
                && losses.getAndDecrement() > 0) {
              throw new Ambiguous("lost", null);
            }
            return done;
          }
        };
    World unlucky = new World(lossy, new InMemoryRooms());
    ConversationId id = unlucky.pair();
    assertThat(unlucky.blocks.block(unlucky.vera, id, true).standing().isBlockedBy(Side.CLIENT))
        .isTrue();
    assertThat(unlucky.log(id)).hasSize(2);
    assertThat(losses).hasValue(0);
  }

  @Test
  void aStandingThatTheLogDoesNotBearOutBreaksTheChain() {
    ConversationId id = world.pair();
    world.blocks.block(world.vera, id, true);
    Conversation conversation = world.conversations.show(world.vera, id).conversation();
    Entry opened = world.log(id).getFirst();
    Entry blocked = world.log(id).getLast();
    assertThat(Chain.holds(conversation, world.log(id))).isTrue();
    Entry forged =
        Chain.linked(
            conversation,
            opened.hash(),
            new Entry(
                2,
                blocked.at(),
                blocked.author(),
                blocked.side(),
                blocked.clientMessageId(),
                blocked.content(),
                blocked.totals(),
                Standing.FREE,
                blocked.salt(),
                Chain.nothing()));
    assertThat(Chain.holds(conversation, List.of(opened, forged))).isFalse();
    assertThat(forged.hash()).isNotEqualTo(blocked.hash());
  }

  private static void assertRefused(Code code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
