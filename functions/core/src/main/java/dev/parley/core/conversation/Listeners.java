package dev.parley.core.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is told of what is new in inboxes: the sockets of their owners, but for those that watch the
 * conversation. Each owner is looked up once for all conversations of a batch.
 */
final class Listeners {
  private final Rooms rooms;
  private final Map<InboxOwner.Person, List<Rooms.Socket>> sockets = new HashMap<>();
  private final Map<InboxOwner.OfChannel, List<String>> followers = new HashMap<>();
  private final Map<ConversationId, Set<String>> watchers = new HashMap<>();

  Listeners(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Their connections. */
  List<String> of(InboxOwner owner, ConversationId conversation) {
    return switch (owner) {
      case InboxOwner.Person person -> of(person, conversation);
      case InboxOwner.OfChannel channel -> of(channel, conversation);
    };
  }

  /** What a person's sockets watch is known with them. */
  private List<String> of(InboxOwner.Person person, ConversationId conversation) {
    return sockets
        .computeIfAbsent(person, it -> rooms.sockets(it.workspace(), it.person()))
        .stream()
        .filter(socket -> !socket.shut() && !socket.watches().contains(conversation.name()))
        .map(socket -> socket.session().connection())
        .toList();
  }

  private List<String> of(InboxOwner.OfChannel channel, ConversationId conversation) {
    return followers.computeIfAbsent(channel, rooms::socketsOf).stream()
        .filter(connection -> !watching(conversation).contains(connection))
        .toList();
  }

  /** Asked only for a channel that somebody follows. */
  private Set<String> watching(ConversationId conversation) {
    return watchers.computeIfAbsent(
        conversation,
        it ->
            rooms.watchers(it).stream().map(Rooms.Watcher::connection).collect(Collectors.toSet()));
  }
}
