package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WatchConversationTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  @Test
  void aWatcherGetsExactlyWhatIsMissing() {
    send(9, "hello");
    Frame.Entries entries = (Frame.Entries) world.watch(lev, id, 4).getFirst();
    assertThat(seqs(entries.entries())).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(entries.last()).isEqualTo(10);
    assertThat(entries.complete()).isTrue();
  }

  @Test
  void whoMissesNothingIsToldSo() {
    Frame.Entries entries = (Frame.Entries) world.watch(lev, id, 1).getFirst();
    assertThat(entries.entries()).isEmpty();
    assertThat(entries.complete()).isTrue();
  }

  @Test
  void muchIsSentInSeveralFramesOfWhichOnlyTheLastIsComplete() {
    send(20, "\u0001".repeat(Limits.TEXT_BYTES));
    List<Frame> frames = world.watch(lev, id, 0);
    assertThat(frames.size()).isGreaterThan(15);
    assertThat(frames.subList(0, frames.size() - 1))
        .allSatisfy(frame -> assertThat(((Frame.Entries) frame).complete()).isFalse());
    assertThat(((Frame.Entries) frames.getLast()).complete()).isTrue();
    assertThat(received(frames))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
  }

  @Test
  void whoMissesTooMuchBeginsAnew() {
    send(Limits.RESUME_ENTRIES, "hello");
    List<Frame> frames = world.watch(lev, id, 0);
    assertThat(((Frame.Reset) frames.getFirst()).first()).isEqualTo(2);
    assertThat(received(frames.subList(1, frames.size())))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(2, Limits.RESUME_ENTRIES + 1).boxed().toList());
    assertThat(world.watch(lev, id, 1).getFirst()).isInstanceOf(Frame.Entries.class);
  }

  @Test
  void whoKnowsMoreThanThereIsBeginsAnew() {
    List<Frame> frames = world.watch(lev, id, 99);
    assertThat(((Frame.Reset) frames.getFirst()).first()).isEqualTo(1);
    assertThat(received(frames.subList(1, frames.size()))).containsExactly(1L);
  }

  @Test
  void anEntryThatComesBetweenJoiningAndReadingIsNotLost() {
    List<Runnable> afterRead = new ArrayList<>();
    World racing =
        World.behind(
            kept ->
                new ForwardingConversations(kept) {
                  @Override
                  public List<Entry> page(ConversationId conversation, long after, int atMost) {
                    List<Entry> read = super.page(conversation, after, atMost);
                    afterRead.forEach(Runnable::run);
                    return read;
                  }
                });
    ConversationId conversation = racing.pair();
    Session writer = racing.open(racing.vera);
    Session watcher = racing.open(racing.lev);
    afterRead.add(() -> racing.send(writer, conversation, "1.abcdef", 1, "hello"));

    racing.watch(watcher, conversation, 0);

    List<Frame> frames = racing.audience.framesOf(watcher);
    assertThat(frames.getFirst()).isInstanceOf(Frame.Appended.class);
    assertThat(received(frames.subList(1, frames.size()))).containsExactly(1L);
  }

  @Test
  void anOperatorWhoseGrantIsTakenAwayWhileJoiningDoesNotStayInTheRoom() {
    AtomicReference<World> self = new AtomicReference<>();
    InMemoryConversations kept = new InMemoryConversations();
    World revoking =
        new World(
            kept,
            kept.inboxes(),
            new ForwardingRooms(new InMemoryRooms()) {
              @Override
              public Joining join(
                  Session session, Room room, Side side, int atMost, Instant expiresAt) {
                self.get().add(self.get().member("anna", Role.OPERATOR, Set.of()));
                return super.join(session, room, side, atMost, expiresAt);
              }
            });
    self.set(revoking);
    ConversationId channel = revoking.inChannel();
    Session anna = revoking.open(revoking.anna);
    assertRefused(Code.NOT_FOUND, () -> revoking.watch(anna, channel, 0));
    assertThat(revoking.rooms.watchers(channel)).isEmpty();
  }

  @Test
  void aSocketWatchesNoMoreConversationsThanItMay() {
    for (int n = 0; n < Limits.ROOMS_PER_SOCKET; n++) {
      world.add(world.member("lawyer" + n, Role.SPECIALIST, Set.of()));
      world.watch(vera, open("lawyer" + n), 0);
    }
    assertRefused(Code.TOO_MANY_ROOMS, () -> world.watch(vera, id, 0));
  }

  @Test
  void aWatcherWhoCannotBeReachedIsSentNoMoreAndNothingIsReadForThem() {
    send(20, "\u0001".repeat(Limits.TEXT_BYTES));
    world.audience.deafen(lev);
    Audience.Delivered delivered =
        world.socket.handle(lev, new Command.Watch(Optional.empty(), id, 0));
    assertThat(delivered.missed()).containsExactly(lev.connection());
    assertThat(world.audience.framesOf(lev)).isEmpty();
  }

  @Test
  void aLongLogOfLongTextsIsReadInSmallPieces() {
    send(60, "x".repeat(Limits.TEXT_BYTES));
    AtomicInteger read = new AtomicInteger();
    World counting =
        new World(
            new ForwardingConversations(world.store) {
              @Override
              public List<Entry> page(ConversationId conversation, long after, int atMost) {
                List<Entry> entries = super.page(conversation, after, atMost);
                read.addAndGet(entries.size());
                return entries;
              }
            },
            world.inboxes,
            world.rooms);
    List<Entry> page = Pages.next(counting.store, id, 0, 61, Limits.PAGE_ENTRIES);
    assertThat(page).hasSizeBetween(5, 7);
    assertThat(read.get()).isLessThanOrEqualTo(50);
  }

  @Test
  void whoStopsWatchingHearsNoMore() {
    world.watch(lev, id, 0);
    world.socket.handle(lev, new Command.Unwatch(Optional.empty(), id));
    assertThat(world.audience.framesOf(lev).getLast()).isInstanceOf(Frame.Unwatched.class);
    world.audience.clear();
    send(1, "hello");
    assertThat(world.audience.framesOf(lev)).isEmpty();
  }

  @Test
  void anOperatorWatchesOnlyChannelsGrantedToThem() {
    ConversationId channel = world.inChannel();
    assertThat(world.watch(world.open(world.anna), channel, 0)).hasSize(1);
    Session boris = world.open(world.boris);
    assertRefused(Code.NOT_FOUND, () -> world.watch(boris, channel, 0));
    assertRefused(Code.NOT_FOUND, () -> world.watch(boris, id, 0));
  }

  @Test
  void aSocketThatWasClosedWatchesNothing() {
    world.socket.closed(lev);
    assertRefused(Code.NOT_ALLOWED, () -> world.watch(lev, id, 0));
  }

  @Test
  void aSocketOpenedUnderAnEarlierEpochIsRefusedAndForgotten() {
    Session old = new Session(world.workspace, "vera", -1, "old=");
    assertThat(world.socket.opened(old)).isFalse();
    assertRefused(Code.NOT_ALLOWED, () -> world.watch(old, id, 0));
  }

  private ConversationId open(String specialist) {
    return world
        .conversations
        .open(world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist(specialist)))
        .conversation()
        .conversation()
        .id();
  }

  private void send(int messages, String text) {
    long last = world.log(id).getLast().seq();
    for (long seq = last; seq < last + messages; seq++) {
      world.advance(Limits.SEND_INTERVAL);
      world.send(vera, id, seq + ".message", seq, text);
    }
  }

  private static List<Long> received(List<Frame> frames) {
    return frames.stream()
        .flatMap(frame -> ((Frame.Entries) frame).entries().stream())
        .map(Entry::seq)
        .toList();
  }

  private static List<Long> seqs(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }
}
