package dev.parley.core.simulation;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.InboxLine;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.SyncCursor;
import dev.parley.core.failure.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The inboxes that a device shows: its person's own, and those of channels. */
final class Lists {
  private final Device device;
  private final Map<Optional<String>, Inbox> inboxes = new LinkedHashMap<>();

  /** One list. */
  static final class Inbox {
    private final Map<ConversationId, InboxLine> lines = new LinkedHashMap<>();
    private Optional<SyncCursor> cursor = Optional.empty();
    private boolean answered;

    Map<ConversationId, InboxLine> lines() {
      return lines;
    }
  }

  Lists(Device device) {
    this.device = device;
  }

  Map<Optional<String>, Inbox> inboxes() {
    return inboxes;
  }

  boolean isComplete() {
    return inboxes.values().stream().allMatch(inbox -> inbox.answered);
  }

  void sync(Optional<String> channel) {
    inboxes.computeIfAbsent(channel, _ -> new Inbox()).answered = false;
    ask(channel);
  }

  /** Nothing of this channel any more. */
  void unsync(String channel) {
    inboxes.remove(Optional.of(channel));
    device.ask(new Command.Unsync(device.request(), channel));
  }

  /** A new socket is told nothing of channels yet, and what came meanwhile is missing. */
  void reconnected() {
    inboxes.values().forEach(inbox -> inbox.answered = false);
    tick();
  }

  void tick() {
    inboxes.forEach(
        (channel, inbox) -> {
          if (!inbox.answered) {
            ask(channel);
          }
        });
  }

  private void ask(Optional<String> channel) {
    device.ask(new Command.Sync(device.request(), channel, inboxes.get(channel).cursor));
  }

  void told(Frame.Inbox frame) {
    Inbox inbox = inboxes.get(frame.channel());
    if (inbox == null) {
      return;
    }
    frame.lines().forEach(line -> keep(inbox, line));
    if (frame.cursor().isPresent() && frame.complete()) {
      inbox.answered = true;
      SyncCursor cursor = frame.cursor().get();
      if (inbox.cursor.isEmpty() || cursor.begun().isAfter(inbox.cursor.get().begun())) {
        inbox.cursor = frame.cursor();
      }
    }
  }

  void refused(Optional<String> channel, String code) {
    if (code.equals(Code.NOT_FOUND.text())) {
      inboxes.remove(channel);
    }
    if (code.equals(Code.TOO_MANY_ROOMS.text())) {
      device.screen().makeRoom();
    }
  }

  /** Lines overtake each other: the one that knows more stays. */
  private static void keep(Inbox inbox, InboxLine line) {
    inbox.lines.merge(
        line.row().conversation().id(),
        line,
        (old, now) -> knowsMore(now.row(), old.row()) ? now : old);
  }

  private static boolean knowsMore(InboxRow now, InboxRow old) {
    return now.newest().seq() > old.newest().seq()
        || now.newest().seq() == old.newest().seq() && now.read().seq() >= old.read().seq();
  }
}
