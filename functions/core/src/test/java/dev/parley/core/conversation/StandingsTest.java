package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.digest.Hash;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private final World world = World.inMemory();

  @Test
  void withoutAConfirmationNothingChanges() {
    ConversationId id = world.pair();
    assertRefused(Code.CONFIRMATION_NEEDED, () -> block(world.vera, id, false));
    assertThat(world.log(id)).hasSize(1);
    world.block(world.vera, id);
    assertRefused(Code.CONFIRMATION_NEEDED, () -> unblock(id, false));
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void neitherSideWritesWhileOneHasBlockedTheOther() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Session lev = world.open(world.lev);
    world.send(vera, id, "1.before", 1, "hello");
    world.block(world.vera, id);

    assertRefused(Code.BLOCKED, () -> world.send(lev, id, "3.fromlev", 3, "hello?"));
    assertRefused(Code.UNBLOCK_FIRST, () -> world.send(vera, id, "3.fromvera", 3, "hello"));
    assertThat(world.conversations.read(world.in(world.lev), id, 0, 10).entries()).hasSize(3);
    assertThat(world.conversations.show(world.in(world.lev), id).standing())
        .isEqualTo(Standing.blocked(Side.CLIENT));

    world.unblock(world.vera, id);
    Frame ack = world.send(lev, id, "4.fromlev", 4, "hello again");
    assertThat(World.seq(ack)).isEqualTo(5);
  }

  @Test
  void aMessageThatWasTakenBeforeTheBlockIsStillAcknowledged() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Frame first = world.send(vera, id, "1.before", 1, "hello");
    world.block(world.lev, id);
    assertThat(world.send(vera, id, "1.before", 1, "hello")).isEqualTo(first);
  }

  @Test
  void eachSideTakesBackItsOwnBlockOnly() {
    ConversationId id = world.pair();
    world.block(world.vera, id);
    world.block(world.lev, id);
    Conversations.Shown shown = world.unblock(world.vera, id);
    assertThat(shown.standing()).isEqualTo(Standing.blocked(Side.STAFF));
    assertRefused(
        Code.BLOCKED, () -> world.send(world.open(world.vera), id, "1.abcdef", 1, "hello"));
  }

  @Test
  void operatorsBlockForTheirChannelAndStrangersNobody() {
    ConversationId id = world.inChannel();
    assertRefused(Code.NOT_FOUND, () -> block(world.boris, id, false));
    world.block(world.anna, id);
    world.project(id);
    assertThat(world.blocks(world.anna, "moscow").conversations())
        .singleElement()
        .satisfies(shown -> assertThat(shown.conversation().client()).isEqualTo("vera"));
    assertRefused(Code.NOT_FOUND, () -> world.blocks(world.boris, "moscow"));
    assertThat(world.blocks(world.vera).conversations()).isEmpty();
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
      world.block(world.vera, id);
      assertThat(world.audience.framesOf(lev))
          .containsExactly(new Frame.Appended(id, world.log(id).getLast()));
    }
  }

  @Test
  void aBlockWhoseAnswerWasLostStandsOnce() {
    AtomicInteger losses = new AtomicInteger(1);
    World unlucky =
        World.behind(
            kept ->
                new ForwardingConversations(kept) {
                  @Override
                  public boolean commit(Commit commit) {
                    boolean done = super.commit(commit);
                    if (commit.writes().getFirst() instanceof Commit.Append append
                        && append.entry().content() instanceof Content.Blocked
                        && losses.getAndDecrement() > 0) {
                      throw new Ambiguous("lost", null);
                    }
                    return done;
                  }
                });
    ConversationId id = unlucky.pair();
    assertThat(unlucky.block(unlucky.vera, id).standing().isBlockedBy(Side.CLIENT)).isTrue();
    assertThat(unlucky.log(id)).hasSize(2);
    assertThat(losses).hasValue(0);
  }

  @Test
  void aStandingThatTheLogDoesNotBearOutBreaksTheChain() {
    ConversationId id = world.pair();
    world.block(world.vera, id);
    Conversation conversation = world.conversations.show(world.in(world.vera), id).conversation();
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
                Running.START,
                blocked.salt(),
                Hash.NOTHING,
                Optional.empty()));
    assertThat(Chain.holds(conversation, List.of(opened, forged))).isFalse();
    assertThat(forged.hash()).isNotEqualTo(blocked.hash());
  }

  private void block(Member member, ConversationId id, boolean confirmed) {
    world.standings.change(world.in(member), id, new Change.Block(confirmed));
  }

  private void unblock(ConversationId id, boolean confirmed) {
    world.standings.change(world.in(world.vera), id, new Change.Unblock(confirmed));
  }
}
