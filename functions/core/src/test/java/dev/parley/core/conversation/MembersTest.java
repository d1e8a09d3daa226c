package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever may do less is out of every room and off every socket. */
class MembersTest {
  private static final MemberChange REVOKE = new MemberChange.Revoke();

  private final World world = World.inMemory();
  private final ConversationId channel = world.inChannel();

  @Test
  void whoIsRevokedIsToldAndClosedEverywhere() {
    Session phone = watching(world.anna);
    Session laptop = world.open(world.anna);
    world.audience.clear();
    Member revoked = change(REVOKE);

    assertThat(revoked.active()).isFalse();
    for (Session socket : List.of(phone, laptop)) {
      assertThat(world.audience.framesOf(socket))
          .containsExactly(new Frame.Bye("revoked"), RecordingAudience.CLOSED);
    }
    assertThat(world.rooms.watchers(channel)).isEmpty();
    assertThat(world.rooms.watchers(moscow())).isEmpty();
    assertThat(world.rooms.sockets(world.workspace, "anna")).isEmpty();
  }

  @Test
  void nothingMoreIsShownToWhoIsRevoked() {
    Session anna = watching(world.anna);
    change(REVOKE);
    world.audience.clear();
    world.send(world.open(world.vera), channel, "1.text__", 1, "hello");
    world.project(channel);
    assertThat(world.audience.framesOf(anna)).isEmpty();
  }

  @Test
  void aRevokedSocketThatLivesOnDoesNothingMore() {
    Session anna = watching(world.anna);
    change(REVOKE);
    assertRefused(Code.NOT_FOUND, () -> world.watch(anna, channel, 0));
    assertRefused(Code.NOT_ALLOWED, () -> follow(anna));
    assertRefused(Code.NOT_FOUND, () -> world.send(anna, channel, "1.text__", 1, "hello"));
    Command read = new Command.Read(Optional.empty(), channel, 1);
    assertRefused(Code.NOT_FOUND, () -> world.socket.handle(anna, read));
    assertThat(world.log(channel)).hasSize(1);
  }

  @Test
  void whoIsRevokedOpensNoSocketAndCallsNothing() {
    Session before = new Session(world.workspace, "anna", 0, "before=");
    long now = change(REVOKE).epoch();
    Session after = new Session(world.workspace, "anna", now, "after=");
    for (Session session : List.of(before, after)) {
      assertThat(world.socket.opened(session)).isFalse();
      assertRefused(Code.NOT_FOUND, () -> world.watch(session, channel, 0));
    }
    assertThat(world.rooms.sockets(world.workspace, "anna")).isEmpty();
    assertRefused(Code.NOT_A_MEMBER, () -> world.in(world.anna));
  }

  @Test
  void whoIsGrantedLessIsOutOfWhatTheyLost() {
    Session anna = watching(world.anna);
    world.audience.clear();
    Member granted = change(new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("kazan")));
    assertThat(world.audience.framesOf(anna))
        .containsExactly(new Frame.Bye("revoked"), RecordingAudience.CLOSED);
    assertThat(world.rooms.watchers(channel)).isEmpty();
    assertThat(world.rooms.watchers(moscow())).isEmpty();

    Session old = new Session(world.workspace, "anna", 0, "old=");
    assertThat(world.socket.opened(old)).isFalse();
    Session again = world.open(granted);
    assertRefused(Code.NOT_FOUND, () -> world.watch(again, channel, 0));
    assertRefused(Code.NOT_FOUND, () -> follow(again));
    assertThat(world.in(granted).answersFor("kazan")).isTrue();
  }

  @Test
  void whoIsBackOpensASocketAgain() {
    change(REVOKE);
    Member back = change(new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("moscow")));
    assertThat(back.active()).isTrue();
    assertThat(world.watch(world.open(back), channel, 0)).hasSize(1);
  }

  @Test
  void othersKeepTheirSockets() {
    Member pavel = world.member("pavel", Role.OPERATOR, Set.of("moscow"));
    world.add(pavel);
    Session other = watching(pavel);
    Session vera = world.open(world.vera);
    world.audience.clear();
    change(REVOKE);
    assertThat(world.audience.framesOf(other)).isEmpty();
    assertThat(world.audience.framesOf(vera)).isEmpty();
    assertThat(world.rooms.watchers(channel))
        .extracting(Rooms.Watcher::person)
        .containsExactly("pavel");
  }

  @Test
  void whatTakesNothingAwayClosesNothing() {
    Session anna = watching(world.anna);
    world.audience.clear();
    for (MemberChange change :
        List.of(new MemberChange.Hold("reason"), new MemberChange.Release())) {
      assertThat(change(change).epoch()).isZero();
    }
    assertThat(world.audience.framesOf(anna)).isEmpty();
    assertThat(world.rooms.sockets(world.workspace, "anna"))
        .extracting(Rooms.Socket::session)
        .containsExactly(anna);
  }

  @Test
  void aSocketThatOpensWhileAccessIsTakenIsClosedOrRefused() {
    Session racing = new Session(world.workspace, "anna", 0, "racing=");
    world.rooms.register(racing, world.now());
    change(REVOKE);
    assertThat(world.audience.framesOf(racing)).endsWith(RecordingAudience.CLOSED);
    assertThat(world.rooms.sockets(world.workspace, "anna")).isEmpty();
  }

  private Member change(MemberChange change) {
    return world.members.change(world.in(world.olga), "anna", change);
  }

  /** A socket that watches the conversation and follows the channel. */
  private Session watching(Member member) {
    Session session = world.open(member);
    world.watch(session, channel, 0);
    follow(session);
    return session;
  }

  private void follow(Session session) {
    world.socket.handle(
        session, new Command.Sync(Optional.empty(), Optional.of("moscow"), Optional.empty()));
  }

  private InboxOwner.OfChannel moscow() {
    return new InboxOwner.OfChannel(world.workspace, "moscow");
  }
}
