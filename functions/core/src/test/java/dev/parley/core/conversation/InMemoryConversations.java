package dev.parley.core.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Conversations in memory. */
public final class InMemoryConversations implements ConversationStore {
  private record Pointer(String workspace, String channel, String client) {}

  private final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
  private final Map<ConversationId, TreeMap<Long, Entry>> logs = new LinkedHashMap<>();
  private final Map<Pointer, ConversationId> pointers = new LinkedHashMap<>();
  private final InMemoryInboxes inboxes;

  public InMemoryConversations() {
    this(new InMemoryInboxes());
  }

  /**
   * @param inboxes where conversations are enlisted
   */
  public InMemoryConversations(InMemoryInboxes inboxes) {
    this.inboxes = inboxes;
  }

  /** Where conversations are enlisted. */
  public InMemoryInboxes inboxes() {
    return inboxes;
  }

  @Override
  public synchronized Optional<Tail> tail(ConversationId id, long from, int atMost) {
    return Optional.ofNullable(conversations.get(id))
        .map(
            conversation -> {
              List<Entry> entries = new ArrayList<>(log(id).tailMap(from).values());
              int skip = Math.max(0, entries.size() - atMost);
              return new Tail(conversation, entries.subList(skip, entries.size()));
            });
  }

  @Override
  public synchronized List<Entry> page(ConversationId id, long after, int atMost) {
    return log(id).tailMap(after, false).values().stream().limit(atMost).toList();
  }

  @Override
  public synchronized Optional<Entry> find(
      ConversationId id, String author, ClientMessageId message, long after) {
    return log(id).tailMap(after, false).values().stream()
        .filter(entry -> entry.author().equals(author))
        .filter(entry -> entry.clientMessageId().equals(Optional.of(message)))
        .findFirst();
  }

  @Override
  public synchronized boolean commit(Commit commit) {
    boolean free = commit.writes().stream().noneMatch(this::isTaken);
    if (free) {
      commit.writes().forEach(this::apply);
    }
    return free;
  }

  @Override
  public synchronized Optional<ConversationId> pointer(
      String workspace, String channel, String client) {
    return Optional.ofNullable(pointers.get(new Pointer(workspace, channel, client)));
  }

  private boolean isTaken(Commit.Write write) {
    return switch (write) {
      case Commit.Start start -> conversations.containsKey(start.conversation().id());
      case Commit.Append append -> log(append.conversation()).containsKey(append.entry().seq());
      case Commit.Point point -> pointers.containsKey(key(point));
      case Commit.Enlist enlist -> inboxes.has(enlist.owner(), enlist.row().conversation().id());
      case Commit.Amend amend -> !(at(amend.conversation(), amend.seq()) instanceof Content.Text);
      case Commit.Erase erase -> at(erase.conversation(), erase.entry().seq()) == null;
    };
  }

  private Content at(ConversationId id, long seq) {
    return log(id).containsKey(seq) ? log(id).get(seq).content() : null;
  }

  private void apply(Commit.Write write) {
    switch (write) {
      case Commit.Start start -> conversations.put(start.conversation().id(), start.conversation());
      case Commit.Append append ->
          logs.computeIfAbsent(append.conversation(), _ -> new TreeMap<>())
              .put(append.entry().seq(), append.entry());
      case Commit.Point point -> pointers.put(key(point), point.conversation());
      case Commit.Enlist enlist -> inboxes.put(enlist.owner(), enlist.row());
      case Commit.Amend amend ->
          log(amend.conversation())
              .computeIfPresent(amend.seq(), (_, entry) -> entry.edited(amend.edit()));
      case Commit.Erase erase -> log(erase.conversation()).put(erase.entry().seq(), erase.entry());
    }
  }

  private TreeMap<Long, Entry> log(ConversationId id) {
    return logs.getOrDefault(id, new TreeMap<>());
  }

  private static Pointer key(Commit.Point point) {
    return new Pointer(point.conversation().workspace(), point.channel(), point.client());
  }
}
