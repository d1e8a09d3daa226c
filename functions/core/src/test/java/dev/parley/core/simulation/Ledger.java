package dev.parley.core.simulation;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.ForwardingConversations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Sees whatever is written into the logs, at the instant at which it is. */
final class Ledger extends ForwardingConversations {
  private final Tally tally;
  private final BiConsumer<ConversationId, Entry> grown;
  private final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
  private long messages;

  Ledger(ConversationStore store, Tally tally, BiConsumer<ConversationId, Entry> grown) {
    super(store);
    this.tally = tally;
    this.grown = grown;
  }

  @Override
  public boolean commit(Commit commit) {
    boolean done = super.commit(commit);
    if (!done) {
      tally.count("race lost by " + commit.writes().getLast().getClass().getSimpleName());
      return false;
    }
    for (Commit.Write write : commit.writes()) {
      switch (write) {
        case Commit.Start start ->
            conversations.put(start.conversation().id(), start.conversation());
        case Commit.Append append -> note(append.conversation(), append.entry());
        case Commit.Point _, Commit.Enlist _, Commit.Amend _, Commit.Erase _ -> {}
      }
    }
    return true;
  }

  @Override
  public Optional<Entry> find(
      ConversationId id, String author, ClientMessageId message, long after) {
    Optional<Entry> found = super.find(id, author, message, after);
    tally.count(found.isPresent() ? "far back found" : "far back not found");
    return found;
  }

  private void note(ConversationId id, Entry entry) {
    tally.count("entry " + entry.content().kind());
    if (entry.content().isMessage()) {
      messages++;
    }
    grown.accept(id, entry);
  }

  /** All that were ever begun, in that order. */
  Map<ConversationId, Conversation> conversations() {
    return conversations;
  }

  long messages() {
    return messages;
  }
}
