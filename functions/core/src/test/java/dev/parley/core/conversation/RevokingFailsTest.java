package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.MemberChange;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access is taken, and the gateway does not close the sockets at once. */
class RevokingFailsTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session lev = world.open(world.lev);

  @BeforeEach
  void theSocketStaysOpen() {
    world.audience.failToClose(true);
    assertThatThrownBy(this::revoke).isInstanceOf(Unavailable.class);
    world.audience.failToClose(false);
  }

  @Test
  void whoeverTriesAgainClosesWhatIsStillOpen() {
    revoke();
    assertThat(world.audience.framesOf(lev)).endsWith(RecordingAudience.CLOSED);
  }

  @Test
  void aRevokedSpecialistReadsNoMoreOnASocketThatIsStillOpen() {
    assertRefused(Code.NOT_ALLOWED, () -> world.watch(lev, id, 0));
    Command sync = new Command.Sync(Optional.empty(), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> world.socket.handle(lev, sync)).isInstanceOf(Refused.class);
  }

  @Test
  void aRevokedSpecialistIsShownNoMoreOnASocketThatIsStillOpen() {
    world.audience.clear();
    world.send(world.open(world.vera), id, "1.text__", 1, "hello");
    world.project(id);
    assertThat(world.audience.framesOf(lev)).isEmpty();
  }

  private void revoke() {
    world.members.change(world.in(world.olga), "lev", new MemberChange.Revoke());
  }
}
