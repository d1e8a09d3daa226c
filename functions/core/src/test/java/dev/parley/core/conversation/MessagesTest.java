package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final World world = World.inMemory();

  @Test
  void aMessageIsAnsweredToItsSenderAndShownToEverybodyElseWhoWatches() {
    ConversationId id = world.pair();
    Session phone = world.open(world.vera);
    Session laptop = world.open(world.vera);
    Session lev = world.open(world.lev);
    world.watch(laptop, id, 0);
    world.watch(lev, id, 0);

    Frame ack = world.send(phone, id, "1.abcdef", 1, "hello");

    Entry entry = world.log(id).getLast();
    assertThat(World.seq(ack)).isEqualTo(2);
    assertThat(world.audience.framesOf(phone)).containsExactly(ack);
    assertThat(world.audience.framesOf(laptop).getLast()).isEqualTo(new Frame.Appended(id, entry));
    assertThat(world.audience.framesOf(lev).getLast()).isEqualTo(new Frame.Appended(id, entry));
  }

  @Test
  void aRetryShowsTheEntryAgainBecauseTheFirstTryMayHaveDiedBefore() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Session lev = world.open(world.lev);
    world.watch(lev, id, 0);
    world.send(vera, id, "1.abcdef", 1, "hello");
    world.audience.clear();

    world.send(vera, id, "1.abcdef", 1, "hello");

    assertThat(world.audience.framesOf(lev))
        .containsExactly(new Frame.Appended(id, world.log(id).getLast()));
  }

  @Test
  void theSameIdWithAnotherTextIsRefused() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    world.send(vera, id, "1.abcdef", 1, "hello");
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> world.send(vera, id, "1.abcdef", 2, "bye"));
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void theSameIdOfAnotherPersonIsAnotherMessage() {
    ConversationId id = world.pair();
    world.send(world.open(world.vera), id, "1.abcdef", 1, "hello");
    world.send(world.open(world.lev), id, "1.abcdef", 1, "hello");
    assertThat(world.log(id)).hasSize(3);
  }

  @Test
  void whatLiesBeyondTheEndIsAnUnknownPosition() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    assertRefused(Code.UNKNOWN_POSITION, () -> world.send(vera, id, "1.abcdef", 2, "hello"));
    assertRefused(Code.UNKNOWN_POSITION, () -> world.send(vera, id, "2.abcdef", 1, "hello"));
    assertThat(world.log(id)).hasSize(1);
  }

  @Test
  void whoHasSeenNothingYetMayWrite() {
    ConversationId id = world.pair();
    assertThat(world.send(world.open(world.vera), id, "0.abcdef", 0, "hello"))
        .isInstanceOf(Frame.Acknowledged.class);
  }

  @Test
  void aStrangerCannotTellTheConversationFromOneThatDoesNotExist() {
    ConversationId pair = world.pair();
    ConversationId channel = world.inChannel();
    ConversationId none = ConversationId.between(world.workspace, "a", "b");
    Session boris = world.open(world.boris);
    for (ConversationId id : new ConversationId[] {pair, channel, none}) {
      assertRefused(Code.NOT_FOUND, () -> world.send(boris, id, "0.abcdef", 0, "hello"));
    }
  }

  @Test
  void anOperatorWatchesBeforeWriting() {
    ConversationId id = world.inChannel();
    Session anna = world.open(world.anna);
    assertRefused(Code.NOT_WATCHING, () -> world.send(anna, id, "1.abcdef", 1, "hello"));
    world.watch(anna, id, 0);
    world.send(anna, id, "1.abcdef", 1, "hello");
    assertThat(world.log(id).getLast().side()).isEqualTo(Side.STAFF);
  }

  @Test
  void aClosedSocketOfAnOperatorNoLongerWrites() {
    ConversationId id = world.inChannel();
    Session anna = world.open(world.anna);
    world.watch(anna, id, 0);
    world.socket.closed(anna);
    assertRefused(Code.NOT_WATCHING, () -> world.send(anna, id, "1.abcdef", 1, "hello"));
  }

  @Test
  void timeNeverRunsBackwardsInALog() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    world.advance(Duration.ofSeconds(10));
    world.send(vera, id, "1.first_", 1, "hello");
    world.advance(Duration.ofSeconds(-5));
    world.send(vera, id, "2.second", 2, "hello");
    assertThat(world.log(id).get(2).at()).isEqualTo(world.log(id).get(1).at());
  }

  @Test
  void aWatcherWhoseSocketIsGoneIsEvicted() {
    ConversationId id = world.pair();
    Session lev = world.open(world.lev);
    world.watch(lev, id, 0);
    world.audience.lose(lev);
    world.send(world.open(world.vera), id, "1.abcdef", 1, "hello");
    assertThat(world.rooms.watchers(id)).isEmpty();
  }

  /** The other order, an entry before the reading, is proved where watching is. */
  @Test
  void whoJoinsWhileAMessageIsBeingWrittenGetsItAllTheSame() {
    Faulty store = new Faulty();
    World racing = store.world();
    ConversationId id = racing.pair();
    Session lev = racing.open(racing.lev);
    store.beforeCommit = () -> racing.watch(lev, id, 0);

    racing.send(racing.open(racing.vera), id, "1.abcdef", 1, "hello");

    List<Frame> frames = racing.audience.framesOf(lev);
    assertThat(((Frame.Entries) frames.getFirst()).last()).isEqualTo(1);
    assertThat(frames.getLast()).isEqualTo(new Frame.Appended(id, racing.log(id).getLast()));
  }

  @Test
  void aWatcherWhoCannotBeReachedIsNoConcernOfTheSender() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Session lev = world.open(world.lev);
    world.watch(lev, id, 0);
    world.audience.deafen(lev);

    Audience.Delivered delivered =
        world.socket.handle(
            vera,
            new Command.Write(
                Optional.empty(),
                new Draft(
                    id, new ClientMessageId(1, "abcdef"), 1, false, new Content.Text("hello"))));

    assertThat(delivered.missed()).containsExactly(lev.connection());
    assertThat(world.audience.framesOf(vera))
        .singleElement()
        .isInstanceOf(Frame.Acknowledged.class);
    assertThat(world.rooms.watchers(id))
        .containsExactly(new Rooms.Watcher(lev.connection(), "lev", Side.STAFF));
  }

  @Test
  void aStoreThatNeverAnswersIsNotAskedAgainAndAgain() {
    Faulty store = new Faulty();
    World faulty = store.world();
    ConversationId id = faulty.pair();
    Session vera = faulty.open(faulty.vera);
    store.neverAnswers = true;
    assertThatThrownBy(() -> faulty.send(vera, id, "1.abcdef", 1, "hello"))
        .isInstanceOf(Unavailable.class);
    assertThat(store.attempts.get()).isEqualTo(1);
  }

  @Test
  void aMessageWhoseWriteGotNoAnswerIsFoundAndAcknowledged() {
    Faulty store = new Faulty();
    World faulty = store.world();
    ConversationId id = faulty.pair();
    Session sender = faulty.open(faulty.vera);
    store.loseNextAnswer = true;
    Frame ack = faulty.send(sender, id, "1.abcdef", 1, "hello");
    assertThat(World.seq(ack)).isEqualTo(2);
    assertThat(faulty.log(id)).hasSize(2);
  }

  @Test
  void whoeverLosesEveryRaceHearsThatWeAreBusyAndNothingIsStored() {
    Faulty store = new Faulty();
    World faulty = store.world();
    ConversationId id = faulty.pair();
    store.loseEveryRace = true;
    Session vera = faulty.open(faulty.vera);
    assertThatThrownBy(() -> faulty.send(vera, id, "1.abcdef", 1, "hello"))
        .isInstanceOf(Unavailable.class);
    assertThat(store.attempts.get()).isEqualTo(Attempts.MOST);
    assertThat(faulty.log(id)).hasSize(1);
  }

  /** A store whose commits can lose their answers or their races. */
  private static final class Faulty extends ForwardingConversations {
    private boolean loseNextAnswer;
    private boolean loseEveryRace;
    private boolean neverAnswers;
    private Runnable beforeCommit = () -> {};
    private final AtomicInteger attempts = new AtomicInteger();

    private final InMemoryConversations kept;

    private Faulty() {
      this(new InMemoryConversations());
    }

    private Faulty(InMemoryConversations kept) {
      super(kept);
      this.kept = kept;
    }

    private World world() {
      return new World(this, kept.inboxes(), new InMemoryRooms(), _ -> {});
    }

    @Override
    public boolean commit(Commit commit) {
      Runnable before = beforeCommit;
      beforeCommit = () -> {};
      before.run();
      if (loseEveryRace || neverAnswers) {
        attempts.incrementAndGet();
      }
      if (neverAnswers) {
        throw new Ambiguous("no answer on purpose", null);
      }
      boolean committed = !loseEveryRace && super.commit(commit);
      if (loseNextAnswer) {
        loseNextAnswer = false;
        throw new Ambiguous("lost on purpose", null);
      }
      return committed;
    }
  }
}
