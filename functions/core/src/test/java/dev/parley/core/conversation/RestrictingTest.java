package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Staff let a client write no more until an instant. */
class RestrictingTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);
  private final Instant until = world.now().plus(Duration.ofHours(2));

  @Test
  void aRestrictedClientReadsAndStaffWriteOn() {
    restrict(world.lev, until);
    assertRefused(Code.RESTRICTED, () -> world.send(vera, id, "2.text__", 2, "hello"));
    assertThat(World.seq(world.send(lev, id, "2.text__", 2, "please wait"))).isEqualTo(3);
    assertThat(world.conversations.read(world.in(world.vera), id, 0, 10).entries()).hasSize(3);
    assertThat(world.conversations.show(world.in(world.vera), id).standing().restriction())
        .contains(new Restriction(Reason.AGGRESSION, until));
  }

  @Test
  void itEndsByItselfAtItsInstant() {
    restrict(world.lev, until);
    world.advance(Duration.between(world.now(), until).minusMillis(1));
    assertRefused(Code.RESTRICTED, () -> world.send(vera, id, "2.text__", 2, "hello"));
    world.advance(Duration.ofMillis(1));
    assertThat(World.seq(world.send(vera, id, "2.text__", 2, "hello"))).isEqualTo(3);
  }

  @Test
  void staffEndItBeforeItsTime() {
    restrict(world.lev, until);
    Conversations.Shown shown = world.change(world.lev, id, new Change.Lift());
    assertThat(shown.standing()).isEqualTo(Standing.FREE);
    assertThat(World.seq(world.send(vera, id, "3.text__", 3, "hello"))).isEqualTo(4);
  }

  @Test
  void itEndsInTheFutureAndWithinAYear() {
    Instant now = world.now();
    for (Instant wrong :
        List.of(now.minusMillis(1), now, now.plus(Limits.RESTRICTION).plusMillis(1))) {
      assertRefused(Code.INVALID_FIELD, () -> restrict(world.lev, wrong));
    }
    assertThat(world.log(id)).hasSize(1);
    restrict(world.lev, now.plusMillis(1));
    restrict(world.lev, now.plus(Limits.RESTRICTION));
    assertThat(world.log(id)).hasSize(3);
  }

  @Test
  void onlyStaffOfTheConversationRestrictAndLift() {
    ConversationId channel = world.inChannel();
    for (ConversationId one : List.of(id, channel)) {
      assertRefused(Code.NOT_ALLOWED, () -> world.change(world.vera, one, restriction(until)));
      assertRefused(Code.NOT_ALLOWED, () -> world.change(world.vera, one, new Change.Lift()));
      for (Member stranger : List.of(world.boris, world.olga)) {
        assertRefused(Code.NOT_FOUND, () -> world.change(stranger, one, restriction(until)));
        assertRefused(Code.NOT_FOUND, () -> world.change(stranger, one, new Change.Lift()));
      }
    }
    world.change(world.anna, channel, restriction(until));
    assertRefused(Code.RESTRICTED, () -> world.send(vera, channel, "2.text__", 2, "hello"));
  }

  @Test
  void anotherRestrictionReplacesItAndTheSameIsOneEntry() {
    restrict(world.lev, until);
    restrict(world.lev, until);
    assertThat(world.log(id)).hasSize(2);
    restrict(world.lev, until.plusSeconds(1));
    assertThat(world.log(id)).hasSize(3);
    assertThat(world.log(id).getLast().standing().restriction())
        .contains(new Restriction(Reason.AGGRESSION, until.plusSeconds(1)));
  }

  @Test
  void anotherNoteIsAnotherRestrictionAndTheSameIsNot() {
    for (String note : List.of("was rude", "was rude", "was very rude", "was very rude")) {
      world.change(world.lev, id, new Change.Restrict(Reason.OTHER, Optional.of(note), until));
      world.send(lev, id, "0.after-" + note.length(), world.log(id).size(), "please wait");
    }
    restrict(world.lev, until);
    world.change(world.lev, id, new Change.Restrict(Reason.AGGRESSION, Optional.of("too"), until));
    restrict(world.lev, until);
    assertThat(world.log(id))
        .filteredOn(entry -> entry.content() instanceof Content.Restricted)
        .extracting(Entry::text)
        .containsExactly(
            Optional.of("was rude"),
            Optional.of("was very rude"),
            Optional.empty(),
            Optional.of("too"),
            Optional.empty());
  }

  @Test
  void theNoteStandsInTheLogAndInTheChain() {
    world.change(world.lev, id, new Change.Restrict(Reason.OTHER, Optional.of("was rude"), until));
    Entry entry = world.log(id).getLast();
    assertThat(entry.text()).contains("was rude");
    Conversation conversation = world.store.tail(id, 1, 1).orElseThrow().conversation();
    assertThat(Chain.holds(conversation, world.log(id))).isTrue();
    assertThat(Chain.contentHash(with(entry, Optional.of("was polite"))))
        .isNotEqualTo(Chain.contentHash(entry));
    assertThat(Chain.contentHash(with(entry, Optional.empty())))
        .isNotEqualTo(Chain.contentHash(entry));
  }

  @Test
  void aRestrictionIsNoBlockAndNoneHidesTheOther() {
    restrict(world.lev, until);
    world.project(id);
    assertThat(world.blocks(world.lev).conversations()).isEmpty();
    world.block(world.lev, id);
    assertRefused(Code.BLOCKED, () -> world.send(vera, id, "3.text__", 3, "hello"));
    world.unblock(world.lev, id);
    assertRefused(Code.RESTRICTED, () -> world.send(vera, id, "4.text__", 4, "hello"));
    world.block(world.vera, id);
    world.change(world.lev, id, new Change.Lift());
    assertThat(world.log(id).getLast().standing()).isEqualTo(Standing.blocked(Side.CLIENT));
  }

  @Test
  void whatWasTakenBeforeIsStillAcknowledged() {
    Frame answer = world.send(vera, id, "1.text__", 1, "hello");
    restrict(world.lev, until);
    assertThat(world.send(vera, id, "1.text__", 1, "hello")).isEqualTo(answer);
  }

  private void restrict(Member member, Instant end) {
    world.change(member, id, restriction(end));
  }

  private static Change restriction(Instant end) {
    return new Change.Restrict(Reason.AGGRESSION, Optional.empty(), end);
  }

  private static Entry with(Entry entry, Optional<String> note) {
    Content.Restricted it = (Content.Restricted) entry.content();
    return new Entry(
        entry.seq(),
        entry.at(),
        entry.author(),
        entry.side(),
        entry.clientMessageId(),
        new Content.Restricted(it.reason(), note, it.until()),
        entry.running(),
        entry.salt(),
        entry.hash(),
        entry.edit());
  }
}
