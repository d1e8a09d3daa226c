package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every keeper of sockets and rooms must do. */
public abstract class RoomsContract {
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  private final ConversationId first = ConversationId.random("w", new SecureRandom());
  private final ConversationId second = ConversationId.random("w", new SecureRandom());
  private final Session vera = new Session("w", "vera", 0, UUID.randomUUID() + "=");
  private final Session lev = new Session("w", "lev", 0, UUID.randomUUID() + "=");

  protected abstract Rooms rooms();

  @Test
  public void whoJoinsWatches() {
    open(vera);
    open(lev);
    assertThat(join(vera, first, Side.CLIENT)).isTrue();
    assertThat(join(lev, first, Side.STAFF)).isTrue();

    assertThat(rooms().watchers(first))
        .containsExactlyInAnyOrder(
            new Watcher(vera.connection(), "vera", Side.CLIENT),
            new Watcher(lev.connection(), "lev", Side.STAFF));
    assertThat(rooms().watchers(second)).isEmpty();
  }

  @Test
  public void joiningTwiceIsWatchingOnce() {
    open(vera);
    join(vera, first, Side.CLIENT);
    join(vera, first, Side.CLIENT);
    assertThat(rooms().watchers(first)).hasSize(1);
  }

  @Test
  public void aSocketThatIsNotOpenJoinsNothing() {
    assertThat(join(vera, first, Side.CLIENT)).isFalse();
    assertThat(rooms().watchers(first)).isEmpty();
  }

  @Test
  public void aClosedSocketIsForgottenEverywhere() {
    open(vera);
    join(vera, first, Side.CLIENT);
    join(vera, second, Side.CLIENT);
    rooms().forget(vera);

    assertThat(rooms().watchers(first)).isEmpty();
    assertThat(rooms().watchers(second)).isEmpty();
    assertThat(join(vera, first, Side.CLIENT)).isFalse();
  }

  @Test
  public void closingTwiceIsNoError() {
    open(vera);
    rooms().forget(vera);
    rooms().forget(vera);
    assertThat(rooms().watchers(first)).isEmpty();
  }

  @Test
  public void whoLeavesNoLongerWatchesAndMayJoinAgain() {
    open(vera);
    join(vera, first, Side.CLIENT);
    rooms().leave(vera, first);
    assertThat(rooms().watchers(first)).isEmpty();
    assertThat(join(vera, first, Side.CLIENT)).isTrue();
  }

  @Test
  public void leavingWhatOneDoesNotWatchIsNoErrorEvenWithoutASocket() {
    rooms().leave(vera, first);
    assertThat(join(vera, first, Side.CLIENT)).isFalse();
  }

  @Test
  public void aSocketWatchesNoMoreThanItMayAndLeavingMakesSpace() {
    open(vera);
    assertThat(rooms().join(vera, first, Side.CLIENT, 1, LATER)).isTrue();
    assertThat(rooms().join(vera, second, Side.CLIENT, 1, LATER)).isFalse();
    assertThat(rooms().join(vera, first, Side.CLIENT, 1, LATER)).isTrue();
    rooms().leave(vera, first);
    assertThat(rooms().join(vera, second, Side.CLIENT, 1, LATER)).isTrue();
  }

  @Test
  public void anEvictedWatcherIsGone() {
    open(vera);
    join(vera, first, Side.CLIENT);
    rooms().evict(first, vera.connection());
    assertThat(rooms().watchers(first)).isEmpty();
  }

  private void open(Session session) {
    rooms().register(session, LATER);
  }

  private boolean join(Session session, ConversationId conversation, Side side) {
    return rooms().join(session, conversation, side, Limits.ROOMS_PER_SOCKET, LATER);
  }
}
