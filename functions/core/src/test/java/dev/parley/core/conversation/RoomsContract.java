package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Rooms.Joining;
import dev.parley.core.conversation.Rooms.Noting;
import dev.parley.core.conversation.Rooms.Watcher;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every keeper of sockets and rooms must do. */
public abstract class RoomsContract {
  private static final Instant NOW = Instant.parse("2098-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);
  private final ConversationId first = ConversationId.random(workspace, new SecureRandom());
  private final ConversationId second = ConversationId.random(workspace, new SecureRandom());
  private final Session vera = new Session(workspace, "vera", 0, UUID.randomUUID() + "=");
  private final Session lev = new Session(workspace, "lev", 0, UUID.randomUUID() + "=");

  protected abstract Rooms rooms();

  @Test
  public void whoJoinsWatches() {
    open(vera);
    open(lev);
    assertThat(join(vera, first, Side.CLIENT)).isEqualTo(Joining.JOINED);
    assertThat(join(lev, first, Side.STAFF)).isEqualTo(Joining.JOINED);

    assertThat(rooms().watchers(first))
        .containsExactlyInAnyOrder(
            new Watcher(vera.connection(), "vera", Side.CLIENT),
            new Watcher(lev.connection(), "lev", Side.STAFF));
    assertThat(rooms().sideOf(vera, first)).contains(Side.CLIENT);
    assertThat(rooms().sideOf(lev, first)).contains(Side.STAFF);
    assertThat(rooms().watchers(second)).isEmpty();
    assertThat(rooms().sideOf(vera, second)).isEmpty();
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
    assertThat(join(vera, first, Side.CLIENT)).isEqualTo(Joining.CLOSED);
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
    assertThat(join(vera, first, Side.CLIENT)).isEqualTo(Joining.CLOSED);
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
    assertThat(join(vera, first, Side.CLIENT)).isEqualTo(Joining.JOINED);
  }

  @Test
  public void leavingWhatOneDoesNotWatchIsNoErrorEvenWithoutASocket() {
    rooms().leave(vera, first);
    assertThat(join(vera, first, Side.CLIENT)).isEqualTo(Joining.CLOSED);
  }

  @Test
  public void aSocketWatchesNoMoreThanItMayAndLeavingMakesSpace() {
    open(vera);
    assertThat(rooms().join(vera, first, Side.CLIENT, 1, LATER)).isEqualTo(Joining.JOINED);
    assertThat(rooms().join(vera, second, Side.CLIENT, 1, LATER)).isEqualTo(Joining.FULL);
    assertThat(rooms().join(vera, first, Side.CLIENT, 1, LATER)).isEqualTo(Joining.JOINED);
    rooms().leave(vera, first);
    assertThat(rooms().join(vera, second, Side.CLIENT, 1, LATER)).isEqualTo(Joining.JOINED);
  }

  @Test
  public void anEvictedWatcherIsGone() {
    open(vera);
    join(vera, first, Side.CLIENT);
    rooms().evict(first, vera.connection());
    assertThat(rooms().watchers(first)).isEmpty();
  }

  @Test
  public void typingIsNotedOnceInAPauseForEachSocketAndConversation() {
    open(vera);
    open(lev);
    join(vera, first, Side.CLIENT);
    join(vera, second, Side.CLIENT);
    join(lev, first, Side.STAFF);
    assertThat(note(vera, first, NOW)).isEqualTo(Noting.NOTED);
    assertThat(note(vera, second, NOW)).isEqualTo(Noting.NOTED);
    assertThat(note(lev, first, NOW)).isEqualTo(Noting.NOTED);

    assertThat(note(vera, first, NOW)).isEqualTo(Noting.TOO_SOON);
    assertThat(note(vera, first, NOW.plus(PAUSE).minusMillis(1))).isEqualTo(Noting.TOO_SOON);
    assertThat(note(vera, first, NOW.plus(PAUSE))).isEqualTo(Noting.NOTED);
    assertThat(note(vera, first, NOW.plus(PAUSE))).isEqualTo(Noting.TOO_SOON);
  }

  @Test
  public void watchingAgainDoesNotShortenThePauseAndKeepsTheWatcher() {
    open(vera);
    join(vera, first, Side.CLIENT);
    note(vera, first, NOW);
    join(vera, first, Side.CLIENT);
    assertThat(note(vera, first, NOW)).isEqualTo(Noting.TOO_SOON);
    assertThat(rooms().watchers(first))
        .containsExactly(new Watcher(vera.connection(), "vera", Side.CLIENT));
  }

  @Test
  public void typingIsNotedOnlyWhereTheSocketWatches() {
    assertThat(note(vera, first, NOW)).isEqualTo(Noting.NOT_WATCHING);
    open(vera);
    join(vera, second, Side.CLIENT);
    assertThat(note(vera, first, NOW)).isEqualTo(Noting.NOT_WATCHING);
    assertThat(rooms().watchers(first)).isEmpty();
    rooms().leave(vera, second);
    assertThat(note(vera, second, NOW)).isEqualTo(Noting.NOT_WATCHING);
    assertThat(rooms().watchers(second)).isEmpty();
  }

  @Test
  public void aPersonWithoutASocketIsNotedOnceInAPauseAndWatchesNothing() {
    assertThat(rooms().noteTyping("vera", first, NOW, PAUSE)).isTrue();
    assertThat(rooms().noteTyping("vera", first, NOW.plus(PAUSE).minusMillis(1), PAUSE)).isFalse();
    assertThat(rooms().noteTyping("lev", first, NOW, PAUSE)).isTrue();
    assertThat(rooms().noteTyping("vera", second, NOW, PAUSE)).isTrue();
    assertThat(rooms().noteTyping("vera", first, NOW.plus(PAUSE), PAUSE)).isTrue();
    assertThat(rooms().watchers(first)).isEmpty();
    assertThat(rooms().sockets(workspace, "vera")).isEmpty();
  }

  @Test
  public void whatIsNotedOfAPersonIsNotNotedOfTheirSockets() {
    open(vera);
    join(vera, first, Side.CLIENT);
    assertThat(rooms().noteTyping("vera", first, NOW, PAUSE)).isTrue();
    assertThat(note(vera, first, NOW)).isEqualTo(Noting.NOTED);
    assertThat(rooms().noteTyping("vera", first, NOW, PAUSE)).isFalse();
    assertThat(rooms().watchers(first))
        .containsExactly(new Watcher(vera.connection(), "vera", Side.CLIENT));
  }

  @Test
  public void ofManyNotesAtOnceOneIsTaken() throws Exception {
    open(vera);
    join(vera, first, Side.CLIENT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Noting>> notes = Collections.nCopies(16, () -> note(vera, first, NOW));
      List<Noting> taken = new ArrayList<>();
      for (Future<Noting> noting : threads.invokeAll(notes)) {
        taken.add(noting.get());
      }
      assertThat(taken).containsOnly(Noting.NOTED, Noting.TOO_SOON);
      assertThat(taken).containsOnlyOnce(Noting.NOTED);
    }
  }

  /** However they interleave, a socket that is closed in the end watches nothing. */
  @Test
  public void joiningAndClosingAtOnceLeavesNothingBehind() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        open(vera);
        Future<?> joining = threads.submit(() -> join(vera, first, Side.CLIENT));
        Future<?> closing = threads.submit(() -> rooms().forget(vera));
        joining.get();
        closing.get();
        assertThat(rooms().watchers(first)).isEmpty();
      }
    }
  }

  private void open(Session session) {
    rooms().register(session, LATER);
  }

  private Noting note(Session session, ConversationId conversation, Instant now) {
    return rooms().noteTyping(session, conversation, now, PAUSE);
  }

  private Joining join(Session session, Room room, Side side) {
    return rooms().join(session, room, side, Limits.ROOMS_PER_SOCKET, LATER);
  }
}
