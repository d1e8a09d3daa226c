package dev.parley.core.conversation;

/** Shows what was not sent by any of the watching sockets. */
final class Showing {
  private Showing() {}

  /** Sockets that are gone are left to the next message, which evicts them. */
  static void toWatchers(Ports ports, ConversationId id, Entry entry) {
    Frame appended = new Frame.Appended(id, entry);
    ports
        .audience()
        .deliver(
            ports.rooms().watchers(id).stream()
                .map(watcher -> new Audience.Delivery(watcher.connection(), appended))
                .toList());
  }
}
