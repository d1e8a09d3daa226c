package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Colleagues see who is typing; the other side sees that somebody is. */
class ShowTypingTest {
  private final World world = World.inMemory();
  private final Member olga = world.member("olga", Role.OPERATOR, Set.of("moscow"));

  private ConversationId id;
  private Session vera;
  private Session anna;
  private Session annasPhone;
  private Session colleague;

  @BeforeEach
  void everybodyWatches() {
    world.add(olga);
    id = world.inChannel();
    vera = watching(world.vera);
    anna = watching(world.anna);
    annasPhone = watching(world.anna);
    colleague = watching(olga);
    world.audience.clear();
  }

  @Test
  void anOperatorIsNamedToColleaguesAndToNobodyElse() {
    type(anna);
    assertThat(world.audience.framesOf(colleague)).containsExactly(typing(Side.STAFF, "anna"));
    assertThat(world.audience.framesOf(vera))
        .containsExactly(new Frame.Typing(id, Side.STAFF, Optional.empty()));
    assertThat(world.audience.framesOf(anna)).isEmpty();
    assertThat(world.audience.framesOf(annasPhone)).isEmpty();
  }

  @Test
  void aClientIsShownToAllWhoAnswerAndNotToTheirOwnOtherDevices() {
    Session laptop = watching(world.vera);
    world.audience.clear();
    type(vera);
    for (Session staff : new Session[] {anna, annasPhone, colleague}) {
      assertThat(world.audience.framesOf(staff)).containsExactly(typing(Side.CLIENT, "vera"));
    }
    assertThat(world.audience.framesOf(vera)).isEmpty();
    assertThat(world.audience.framesOf(laptop)).isEmpty();
  }

  @Test
  void aSpecialistIsNotNamedToTheClientEither() {
    id = world.pair();
    vera = watching(world.vera);
    Session lev = watching(world.lev);
    world.audience.clear();
    type(lev);
    assertThat(world.audience.framesOf(vera))
        .containsExactly(new Frame.Typing(id, Side.STAFF, Optional.empty()));
  }

  @Test
  void whoIsBlockedIsShownToNobodyUntilUnblocked() {
    world.block(world.anna, id);
    assertThatNobodyIsShown(vera, world.vera);
    assertThatNobodyIsShown(colleague, olga);
    world.unblock(world.anna, id);
    assertThatBothAreShown(vera, world.vera);
  }

  @Test
  void whoIsRestrictedIsShownToNobodyUntilItIsOver() {
    Instant until = world.now().plus(Duration.ofHours(1));
    world.change(world.anna, id, new Change.Restrict(Reason.CLUTTER, Optional.empty(), until));
    assertThatNobodyIsShown(vera, world.vera);
    assertThatBothAreShown(colleague, olga);
    world.advance(Duration.ofHours(1));
    assertThatBothAreShown(vera, world.vera);
  }

  private void assertThatNobodyIsShown(Session session, Member member) {
    world.advance(Limits.TYPING_PAUSE);
    world.audience.clear();
    type(session);
    new ShowTyping(world.ports).handle(world.in(member), id);
    for (Session one : List.of(vera, anna, annasPhone, colleague)) {
      assertThat(world.audience.framesOf(one)).isEmpty();
    }
  }

  /** By a socket, and without one. */
  private void assertThatBothAreShown(Session session, Member member) {
    world.advance(Limits.TYPING_PAUSE);
    world.audience.clear();
    type(session);
    new ShowTyping(world.ports).handle(world.in(member), id);
    assertThat(world.audience.framesOf(anna)).hasSize(2);
  }

  /** Whoever watches alone costs no look at the log. */
  @Test
  void nothingIsReadForWhoWatchesAlone() {
    List<ConversationId> read = new ArrayList<>();
    World counting =
        World.behind(
            kept ->
                new ForwardingConversations(kept) {
                  @Override
                  public Optional<Tail> tail(ConversationId conversation, long from, int atMost) {
                    read.add(conversation);
                    return super.tail(conversation, from, atMost);
                  }
                });
    ConversationId pair = counting.pair();
    Session client = counting.open(counting.vera);
    counting.watch(client, pair, 0);
    read.clear();
    counting.socket.handle(client, new Command.Typing(Optional.empty(), pair));
    assertThat(read).isEmpty();
    counting.watch(counting.open(counting.lev), pair, 0);
    counting.advance(Limits.TYPING_PAUSE);
    read.clear();
    counting.socket.handle(client, new Command.Typing(Optional.empty(), pair));
    assertThat(read).containsExactly(pair);
  }

  @Test
  void nothingIsStored() {
    List<Entry> before = world.log(id);
    type(anna);
    assertThat(world.log(id)).isEqualTo(before);
  }

  @Test
  void whatComesTooSoonIsDroppedWithoutAWord() {
    type(anna);
    world.audience.clear();
    world.advance(Limits.TYPING_PAUSE.minusMillis(1));
    type(anna);
    assertThat(world.audience.framesOf(colleague)).isEmpty();
    assertThat(world.audience.framesOf(anna)).isEmpty();
    type(colleague);
    assertThat(world.audience.framesOf(anna)).containsExactly(typing(Side.STAFF, "olga"));
    world.advance(Limits.TYPING_PAUSE);
    type(anna);
    assertThat(world.audience.framesOf(colleague)).containsExactly(typing(Side.STAFF, "anna"));
  }

  @Test
  void onlyWhoWatchesTypesAndAStrangerLearnsNothing() {
    Session boris = world.open(world.boris);
    Session elsewhere = world.open(world.vera);
    ConversationId none = ConversationId.between(world.workspace, "a", "b");
    assertRefused(boris, id);
    assertRefused(boris, none);
    assertRefused(elsewhere, id);
    world.socket.handle(anna, new Command.Unwatch(Optional.empty(), id));
    assertRefused(anna, id);
    assertThat(world.audience.framesOf(colleague)).isEmpty();
  }

  @Test
  void somebodyWhoIsNoMemberAnyMoreIsShownWithoutAName() {
    Session gone = new Session(world.workspace, "gone", 0, "gone=");
    world.rooms.register(gone, Instant.MAX);
    world.rooms.join(gone, id, Side.STAFF, 1, Instant.MAX);
    type(gone);
    assertThat(world.audience.framesOf(colleague))
        .containsExactly(
            new Frame.Typing(
                id, Side.STAFF, Optional.of(new Frame.Typist("gone", Optional.empty()))));
  }

  @Test
  void whoLeavesInBetweenIsNotShown() {
    InMemoryConversations kept = new InMemoryConversations();
    World leaving =
        new World(
            kept,
            kept.inboxes(),
            new ForwardingRooms(new InMemoryRooms()) {
              @Override
              public Noting noteTyping(
                  Session session, ConversationId conversation, Instant now, Duration pause) {
                Noting noting = super.noteTyping(session, conversation, now, pause);
                leave(session, conversation);
                return noting;
              }
            });
    ConversationId pair = leaving.pair();
    Session client = leaving.open(leaving.vera);
    Session lev = leaving.open(leaving.lev);
    leaving.watch(client, pair, 0);
    leaving.watch(lev, pair, 0);
    leaving.audience.clear();
    leaving.socket.handle(client, new Command.Typing(Optional.empty(), pair));
    assertThat(leaving.audience.framesOf(lev)).isEmpty();
  }

  @Test
  void aWatcherWhoseSocketIsGoneIsEvicted() {
    world.audience.lose(colleague);
    type(anna);
    assertThat(world.rooms.watchers(id))
        .extracting(Rooms.Watcher::connection)
        .containsExactly(vera.connection(), anna.connection(), annasPhone.connection());
  }

  private Session watching(Member member) {
    Session session = world.open(member);
    world.watch(session, id, 0);
    return session;
  }

  private void type(Session session) {
    world.socket.handle(session, new Command.Typing(Optional.empty(), id));
  }

  private Frame typing(Side side, String person) {
    Frame.Typist typist = new Frame.Typist(person, Optional.of("Name of " + person));
    return new Frame.Typing(id, side, Optional.of(typist));
  }

  private void assertRefused(Session session, ConversationId conversation) {
    assertThatThrownBy(
            () -> world.socket.handle(session, new Command.Typing(Optional.empty(), conversation)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_WATCHING));
  }
}
