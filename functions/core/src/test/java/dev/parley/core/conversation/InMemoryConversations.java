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
  private final Map<InboxOwner, Map<ConversationId, InboxRow>> inboxes = new LinkedHashMap<>();

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

  @Override
  public synchronized List<InboxRow> inbox(InboxOwner owner, int atMost) {
    return inboxes.getOrDefault(owner, Map.of()).values().stream().limit(atMost).toList();
  }

  private boolean isTaken(Commit.Write write) {
    return switch (write) {
      case Commit.Start start -> conversations.containsKey(start.conversation().id());
      case Commit.Append append -> log(append.conversation()).containsKey(append.entry().seq());
      case Commit.Point point -> pointers.containsKey(key(point));
      case Commit.Enlist enlist ->
          inboxes.getOrDefault(enlist.owner(), Map.of()).containsKey(enlist.conversation().id());
      case Commit.Mark mark ->
          !inboxes.getOrDefault(mark.owner(), Map.of()).containsKey(mark.conversation().id());
    };
  }

  private void apply(Commit.Write write) {
    switch (write) {
      case Commit.Start start -> conversations.put(start.conversation().id(), start.conversation());
      case Commit.Append append ->
          logs.computeIfAbsent(append.conversation(), _ -> new TreeMap<>())
              .put(append.entry().seq(), append.entry());
      case Commit.Point point -> pointers.put(key(point), point.conversation());
      case Commit.Enlist enlist ->
          inboxes
              .computeIfAbsent(enlist.owner(), _ -> new LinkedHashMap<>())
              .put(enlist.conversation().id(), new InboxRow(enlist.conversation(), Standing.FREE));
      case Commit.Mark mark ->
          inboxes
              .get(mark.owner())
              .put(mark.conversation().id(), new InboxRow(mark.conversation(), mark.standing()));
    }
  }

  private TreeMap<Long, Entry> log(ConversationId id) {
    return logs.getOrDefault(id, new TreeMap<>());
  }

  private static Pointer key(Commit.Point point) {
    return new Pointer(point.conversation().workspace(), point.channel(), point.client());
  }
}
