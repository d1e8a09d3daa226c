package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of standings on every store. */
public abstract class StandingsContract {
  private static final int CROWD = 16;

  /** As often as one person can block and unblock in one go: each may change something. */
  private static final int WITHIN_PACE = 9;

  private World world;

  protected abstract ConversationStore store();

  protected abstract Inboxes inboxes();

  protected abstract Rooms rooms();

  @BeforeEach
  public void begin() {
    world = new World(store(), inboxes(), rooms());
  }

  @Test
  public void oneBlockIsOneEntryAndStandsInBothInboxes() {
    ConversationId id = world.pair();
    world.block(world.vera, id);
    world.block(world.vera, id);

    List<Entry> log = world.log(id);
    assertThat(log).hasSize(2);
    assertThat(log.getLast().content()).isEqualTo(new Content.Blocked());
    assertThat(log.getLast().author()).isEqualTo("vera");
    assertThat(log.getLast().side()).isEqualTo(Side.CLIENT);
    assertStandsInInboxesAsInTheLog(id);
    assertThat(world.blocks(world.vera).conversations()).hasSize(1);
    assertThat(world.blocks(world.lev).conversations()).isEmpty();

    world.unblock(world.vera, id);
    assertThat(world.log(id).getLast().content()).isEqualTo(new Content.Unblocked());
    assertStandsInInboxesAsInTheLog(id);
    assertThat(world.blocks(world.vera).conversations()).isEmpty();
  }

  @Test
  public void everyChangeStandsInTheLogAndInBothInboxes() {
    ConversationId id = world.pair();
    Instant until = world.now().plusSeconds(60);
    change(world.vera, id, new Change.Hide());
    change(world.vera, id, new Change.Leave());
    change(world.lev, id, new Change.Restrict(Reason.OTHER, Optional.of("note"), until));
    change(world.lev, id, new Change.Block(true));
    assertThat(world.log(id).getLast().standing())
        .isEqualTo(
            new Standing(
                Set.of(Side.STAFF), true, true, Optional.of(new Restriction(Reason.OTHER, until))));
    change(world.vera, id, new Change.Restore());
    change(world.vera, id, new Change.Return());
    change(world.lev, id, new Change.Lift());
    change(world.lev, id, new Change.Unblock(true));
    assertThat(world.log(id)).hasSize(9);
    assertThat(world.log(id).getLast().standing()).isEqualTo(Standing.FREE);
  }

  private void change(Member member, ConversationId id, Change change) {
    world.change(member, id, change);
    assertStandsInInboxesAsInTheLog(id);
  }

  @Test
  public void ofAllWhoBlockAndUnblockAtOnceTheOrderOfTheLogDecides() throws Exception {
    ConversationId id = world.pair();
    List<Callable<String>> wishes = new ArrayList<>();
    for (int n = 0; n < WITHIN_PACE; n++) {
      for (Member member : List.of(world.vera, world.lev)) {
        wishes.add(outcome(() -> world.block(member, id)));
        wishes.add(outcome(() -> world.unblock(member, id)));
      }
    }
    Collections.shuffle(wishes);

    assertThat(atOnce(wishes)).containsOnly("done");

    List<Entry> log = world.log(id);
    assertThat(Chain.holds(world.store.tail(id, 1, 1).orElseThrow().conversation(), log)).isTrue();
    for (int at = 1; at < log.size(); at++) {
      assertThat(log.get(at).standing()).isNotEqualTo(log.get(at - 1).standing());
    }
    assertStandsInInboxesAsInTheLog(id);
  }

  @Test
  public void noMessageStandsBehindABlockThatCameAtTheSameTime() throws Exception {
    ConversationId id = world.pair();
    List<Callable<String>> calls = new ArrayList<>();
    for (int n = 0; n < CROWD; n++) {
      Session session = world.open(world.vera);
      String message = "1.message" + n;
      calls.add(outcome(() -> world.send(session, id, message, 1, "text")));
    }
    calls.add(CROWD / 2, outcome(() -> world.block(world.lev, id)));

    List<String> outcomes = atOnce(calls);

    List<Entry> log = world.log(id);
    // Who was in time is decided by the log alone: the block may have come last of all.
    assertThat(outcomes).isSubsetOf("done", Code.BLOCKED.text());
    assertThat(log).hasSize(1 + Collections.frequency(outcomes, "done"));
    assertThat(log.getLast().content()).isEqualTo(new Content.Blocked());
    Session late = world.open(world.vera);
    assertThat(outcome(() -> world.send(late, id, "1.messagelate", 1, "text")).call())
        .isEqualTo(Code.BLOCKED.text());
    assertStandsInInboxesAsInTheLog(id);
  }

  private void assertStandsInInboxesAsInTheLog(ConversationId id) {
    world.project(id);
    Tail tail = world.store.tail(id, 1, 1).orElseThrow();
    for (InboxOwner owner : InboxOwner.of(tail.conversation())) {
      assertThat(world.inboxes.page(owner, Optional.empty(), 10))
          .containsExactly(
              InboxRow.of(tail.conversation(), tail.last(), ReadPosition.NONE, world.now()));
    }
  }

  private static Callable<String> outcome(Runnable call) {
    return () -> {
      try {
        call.run();
        return "done";
      } catch (Refused e) {
        return e.code().text();
      }
    };
  }

  private static List<String> atOnce(List<Callable<String>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> outcomes = new ArrayList<>();
      for (Future<String> outcome : threads.invokeAll(calls)) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
