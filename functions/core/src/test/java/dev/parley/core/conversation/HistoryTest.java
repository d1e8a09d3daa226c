package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happened, in whatever order it was projected, inboxes are what the log makes them. */
class HistoryTest {
  private static final int STEPS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappenedTheRowsAreWhatTheLogMakesThem(long seed) {
    History history = new History(seed);
    history.run(STEPS);
    for (ConversationId id : history.ids) {
      Tail tail = history.world.store.tail(id, 1, 10_000).orElseThrow();
      assertThat(Chain.holds(tail.conversation(), tail.entries())).isTrue();
      history.world.project(id);
      history.assertRowsFollow(tail);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void whateverARowSaysRebuildingMakesItRightAndKeepsWhatWasRead(long seed) {
    History history = new History(seed);
    history.run(STEPS);
    for (ConversationId id : history.ids) {
      Tail tail = history.world.store.tail(id, 1, 10_000).orElseThrow();
      for (InboxOwner owner : InboxOwner.of(tail.conversation())) {
        history.spoil(owner, tail);
      }
      assertThat(history.world.projection.rebuild(id)).isTrue();
      history.assertRowsFollow(tail);
    }
  }

  /** The tests above would prove little of a history in which nothing much happens. */
  @Test
  void aHistoryHasEverythingInIt() {
    Set<String> kinds = new TreeSet<>();
    Set<Code> refusals = EnumSet.noneOf(Code.class);
    for (long seed = 1; seed <= 8; seed++) {
      History history = new History(seed);
      history.run(STEPS);
      history.ids.forEach(
          id -> history.world.log(id).forEach(entry -> kinds.add(entry.content().kind())));
      refusals.addAll(history.refusals);
    }
    assertThat(kinds)
        .contains(Kind.OPENED, Kind.TEXT, Kind.EDITED, Kind.BLOCKED, Kind.UNBLOCKED, Kind.HIDDEN)
        .contains(Kind.RESTORED, Kind.RESTRICTED, Kind.LIFTED, Kind.LEFT, Kind.RETURNED);
    assertThat(refusals)
        .contains(
            Code.BLOCKED,
            Code.UNBLOCK_FIRST,
            Code.RESTRICTED,
            Code.UNREACHABLE,
            Code.NOT_EDITABLE,
            Code.UNKNOWN_POSITION);
  }

  /** Two conversations in which everybody does at random what they can. */
  private static final class History {
    private final InMemoryConversations kept = new InMemoryConversations();
    private final World world = new World(kept, kept.inboxes(), new InMemoryRooms(), _ -> {});
    private final List<ConversationId> ids = List.of(world.pair(), world.inChannel());
    private final Set<Code> refusals = EnumSet.noneOf(Code.class);
    private final List<InboxRow> seen = new ArrayList<>();
    private final Random random;

    /** By conversation and side, the furthest that was marked. */
    private final long[][] read = new long[2][2];

    History(long seed) {
      random = new Random(seed);
    }

    void run(int steps) {
      for (int step = 0; step < steps; step++) {
        world.advance(Duration.ofMillis(random.nextInt(30_000)));
        try {
          step(random.nextInt(2), random.nextBoolean() ? Side.CLIENT : Side.STAFF, step);
        } catch (Refused e) {
          refusals.add(e.code());
        }
      }
    }

    private void step(int which, Side side, int step) {
      ConversationId id = ids.get(which);
      Member staff = which == 0 ? world.lev : world.anna;
      Member member = side == Side.CLIENT ? world.vera : staff;
      Caller caller = new Caller.OverRest(world.in(member));
      long last = kept.tail(id, 1, 1).orElseThrow().last().seq();
      long some = 1 + random.nextLong(last + 1);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> write(caller, id, last, step, new Content.Text("text " + step));
        case 3 -> write(caller, id, last, step, new Content.Edited(some, "edit " + step));
        case 4 -> world.standings.change(world.in(member), id, change());
        case 5 -> {
          world.marks.mark(caller, id, some);
          read[which][side.ordinal()] = Math.max(read[which][side.ordinal()], some);
        }
        case 6 -> project(id);
        default -> projectLate(id);
      }
    }

    private void write(
        Caller caller, ConversationId id, long last, int step, Content.Written content) {
      ClientMessageId message = new ClientMessageId(last, "message" + step);
      world.messages.write(caller, new Draft(id, message, last, false, content));
    }

    private Change change() {
      return switch (random.nextInt(8)) {
        case 0 -> new Change.Block(true);
        case 1 -> new Change.Unblock(true);
        case 2 -> new Change.Hide();
        case 3 -> new Change.Restore();
        case 4 -> {
          Duration length = Duration.ofMinutes(1 + random.nextInt(5));
          yield new Change.Restrict(Reason.CLUTTER, Optional.of("note"), world.now().plus(length));
        }
        case 5 -> new Change.Lift();
        case 6 -> new Change.Leave();
        default -> new Change.Return();
      };
    }

    private void project(ConversationId id) {
      world.project(id);
      Tail tail = kept.tail(id, 1, 1).orElseThrow();
      seen.add(InboxRow.of(tail.conversation(), tail.last(), ReadPosition.NONE, world.now()));
    }

    /** A writer who was held up writes what it saw long ago. */
    private void projectLate(ConversationId id) {
      seen.stream()
          .filter(row -> row.conversation().id().equals(id))
          .skip(random.nextInt(seen.size() + 1))
          .findFirst()
          .ifPresent(
              row ->
                  InboxOwner.of(row.conversation())
                      .forEach(owner -> world.inboxes.project(owner, row, Optional.empty())));
    }

    private void spoil(InboxOwner owner, Tail tail) {
      Entry any = tail.entries().get(random.nextInt(tail.entries().size()));
      long seq = any.seq() + (random.nextBoolean() ? 10_000 : 0);
      InboxRow.Newest newest =
          new InboxRow.Newest(seq, any.at(), "wrong", "mallory", Side.STAFF, Optional.of("wrong"));
      kept.inboxes()
          .spoil(
              owner,
              new InboxRow(
                  tail.conversation(),
                  newest,
                  new Totals(random.nextInt(99), 1_000, Optional.empty()),
                  Standing.blocked(Side.CLIENT, Side.STAFF),
                  ReadPosition.NONE,
                  world.now().plus(Duration.ofDays(1))));
    }

    /** What a row must say is counted out from the whole log here, and not taken from its end. */
    private void assertRowsFollow(Tail tail) {
      Conversation conversation = tail.conversation();
      int which = ids.indexOf(conversation.id());
      for (Side side : Side.values()) {
        InboxRow row =
            world.inboxes.row(InboxOwner.of(conversation, side), conversation.id()).orElseThrow();
        long position = read[which][side.ordinal()];
        assertThat(row.newest()).isEqualTo(InboxRow.Newest.of(tail.last()));
        assertThat(row.standing()).isEqualTo(tail.last().standing());
        assertThat(row.totals().client()).isEqualTo(messages(tail, Side.CLIENT, 0));
        assertThat(row.totals().staff()).isEqualTo(messages(tail, Side.STAFF, 0));
        assertThat(row.read().seq()).isEqualTo(position);
        Side other = side == Side.CLIENT ? Side.STAFF : Side.CLIENT;
        assertThat(row.unread(side)).isEqualTo(messages(tail, other, position));
      }
    }

    private static long messages(Tail tail, Side by, long after) {
      return tail.entries().stream()
          .filter(entry -> entry.seq() > after && entry.side() == by)
          .filter(entry -> entry.content().kind().equals(Kind.TEXT))
          .count();
    }
  }
}
