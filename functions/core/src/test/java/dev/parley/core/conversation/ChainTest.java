package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Conversation conversation = world.store.tail(id, 1, 1).orElseThrow().conversation();

  @Test
  void anUntouchedLogHolds() {
    assertThat(Chain.holds(conversation, log())).isTrue();
  }

  @Test
  void aChangedTextBreaksTheChain() {
    assertBroken(entry -> with(entry, new Content.Text("other"), entry.author(), entry.running()));
  }

  @Test
  void aChangedAuthorBreaksTheChain() {
    assertBroken(entry -> with(entry, entry.content(), "mallory", entry.running()));
  }

  @Test
  void changedTotalsBreakTheChain() {
    Totals many = new Totals(9, 9, Optional.of(Side.CLIENT));
    Running forged = new Running(many, Standing.FREE, Pace.NONE);
    assertBroken(entry -> with(entry, entry.content(), entry.author(), forged));
  }

  @Test
  void aMissingOrSwappedEntryBreaksTheChain() {
    List<Entry> missing = new ArrayList<>(log());
    missing.remove(2);
    assertThat(Chain.holds(conversation, missing)).isFalse();
    List<Entry> swapped = new ArrayList<>(log());
    swapped.set(2, swapped.set(3, swapped.get(2)));
    assertThat(Chain.holds(conversation, swapped)).isFalse();
  }

  @Test
  void theLogOfOneConversationDoesNotHoldInAnother() {
    Conversation other =
        new Conversation(id, "mallory", conversation.counterpart(), conversation.openedAt());
    assertThat(Chain.holds(other, log())).isFalse();
  }

  @Test
  void equalTextsHaveDifferentHashes() {
    List<Entry> log = log();
    assertThat(log.stream().map(Entry::hash).distinct()).hasSize(log.size());
    assertThat(log.stream().map(Entry::salt).distinct()).hasSize(log.size());
  }

  private void assertBroken(UnaryOperator<Entry> change) {
    List<Entry> log = new ArrayList<>(log());
    log.set(2, change.apply(log.get(2)));
    assertThat(Chain.holds(conversation, log)).isFalse();
  }

  private List<Entry> log() {
    Session vera = world.open(world.vera);
    for (long seq = 1; seq < 5; seq++) {
      world.send(vera, id, seq + ".message", seq, "the same");
    }
    return world.log(id);
  }

  private static Entry with(Entry entry, Content content, String author, Running running) {
    return new Entry(
        entry.seq(),
        entry.at(),
        author,
        entry.side(),
        entry.clientMessageId(),
        content,
        running,
        entry.salt(),
        entry.hash(),
        entry.edit());
  }
}
