package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message can say to which entry it replies. */
class ReplyTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  @Test
  void aReplyIsKeptAndShown() {
    world.send(vera, id, "1.text__", 1, "when?");
    world.watch(vera, id, 0);
    world.reply(lev, id, "2.reply_", 2, "at six", 2);
    Entry reply = world.log(id).getLast();
    assertThat(reply.content()).isEqualTo(new Content.Text("at six", Optional.of(2L)));
    assertThat(world.audience.framesOf(vera).getLast()).isEqualTo(new Frame.Appended(id, reply));
  }

  @Test
  void everyEntryUpToTheNewestIsRepliedTo() {
    world.send(vera, id, "1.text__", 1, "when?");
    for (long to : new long[] {1, 2}) {
      world.reply(lev, id, "2.reply_" + to, 2, "at six", to);
    }
    // The author need not have seen it: it is there.
    world.reply(vera, id, "1.reply_", 1, "thanks", 4);
    assertThat(world.log(id)).hasSize(5);
    for (long to : new long[] {6, 99}) {
      assertRefused(Code.UNKNOWN_POSITION, () -> world.reply(lev, id, "5.reply_", 5, "at six", to));
    }
    assertThat(world.log(id)).hasSize(5);
  }

  @Test
  void theSameTextAsAReplyToSomethingElseIsSomethingElse() {
    world.send(vera, id, "1.text__", 1, "when?");
    Frame answer = world.reply(lev, id, "2.reply_", 2, "at six", 2);
    assertThat(world.reply(lev, id, "2.reply_", 3, "at six", 2)).isEqualTo(answer);
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH, () -> world.reply(lev, id, "2.reply_", 3, "at six", 1));
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> world.send(lev, id, "2.reply_", 3, "at six"));
  }

  @Test
  void theChainHoldsToWhatAReplyReplies() {
    world.send(vera, id, "1.text__", 1, "when?");
    world.reply(lev, id, "2.reply_", 2, "at six", 2);
    assertThat(Chain.holds(conversation(), world.log(id))).isTrue();
    for (Optional<Long> other : List.of(Optional.<Long>empty(), Optional.of(1L))) {
      List<Entry> log = new ArrayList<>(world.log(id));
      log.set(2, with(log.get(2), new Content.Text("at six", other)));
      assertThat(Chain.holds(conversation(), log)).isFalse();
    }
  }

  @Test
  void anEditedReplyStaysAReply() {
    world.send(vera, id, "1.text__", 1, "when?");
    world.reply(lev, id, "2.reply_", 2, "at six", 2);
    world.edit(lev, id, "3.edit__", 3, 3, "at seven");
    Entry reply = world.log(id).get(2);
    assertThat(reply.content()).isEqualTo(new Content.Text("at six", Optional.of(2L)));
    assertThat(reply.text()).contains("at seven");
  }

  private Conversation conversation() {
    return world.store.tail(id, 1, 1).orElseThrow().conversation();
  }

  private static Entry with(Entry entry, Content content) {
    return new Entry(
        entry.seq(),
        entry.at(),
        entry.author(),
        entry.side(),
        entry.clientMessageId(),
        content,
        entry.running(),
        entry.salt(),
        entry.hash(),
        entry.edit());
  }
}
