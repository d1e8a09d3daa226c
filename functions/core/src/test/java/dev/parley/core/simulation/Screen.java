package dev.parley.core.simulation;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Frame;
import dev.parley.core.failure.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The conversations that a device has open: watched, and asked for again where something lacks. */
final class Screen {
  private static final long PATIENCE_SECONDS = 3;

  private final Device device;
  private final Map<ConversationId, View> views = new LinkedHashMap<>();
  private final Map<ConversationId, Watching> watched = new LinkedHashMap<>();
  private final Set<ConversationId> leaving = new LinkedHashSet<>();

  private static final class Watching {
    private boolean complete;
    private Instant askedAt = Instant.EPOCH;
  }

  Screen(Device device) {
    this.device = device;
  }

  Map<ConversationId, View> views() {
    return views;
  }

  View view(ConversationId id) {
    return views.computeIfAbsent(id, _ -> new View());
  }

  List<ConversationId> watched() {
    return List.copyOf(watched.keySet());
  }

  boolean isComplete() {
    return leaving.isEmpty() && watched.values().stream().allMatch(it -> it.complete);
  }

  List<ConversationId> incomplete() {
    return watched.keySet().stream().filter(id -> !isComplete(id)).toList();
  }

  boolean isComplete(ConversationId id) {
    return watched.containsKey(id) && watched.get(id).complete;
  }

  /** Opens a conversation, unless the device is just leaving it. */
  void watch(ConversationId id) {
    if (!leaving.contains(id)) {
      Watching watching = watched.computeIfAbsent(id, _ -> new Watching());
      ask(id, watching);
      device.wake();
    }
  }

  void unwatch(ConversationId id) {
    watched.remove(id);
    leaving.add(id);
    device.ask(new Command.Unwatch(device.request(), id));
  }

  /** Leaves a conversation, if it is open here. */
  void leave(ConversationId id) {
    if (watched.containsKey(id)) {
      unwatch(id);
      device.wake();
    }
  }

  /** A new socket watches nothing. */
  void reconnected() {
    leaving.clear();
    watched.values().forEach(it -> it.complete = false);
    watched.forEach(this::ask);
  }

  /** Asks again for what was not answered. */
  void tick() {
    leaving.forEach(id -> device.ask(new Command.Unwatch(device.request(), id)));
    watched.forEach(
        (id, watching) -> {
          if (!watching.complete) {
            askAgain(id, watching);
          }
        });
  }

  private void askAgain(ConversationId id, Watching watching) {
    if (watching.askedAt.plusSeconds(PATIENCE_SECONDS).isBefore(device.now())) {
      ask(id, watching);
    }
  }

  private void ask(ConversationId id, Watching watching) {
    watching.complete = false;
    watching.askedAt = device.now();
    device.ask(new Command.Watch(device.request(), id, view(id).position()));
  }

  void appended(ConversationId id, Entry entry) {
    put(id, entry);
    lookForGap(id);
  }

  void entries(Frame.Entries frame) {
    frame.entries().forEach(entry -> put(frame.conversation(), entry));
    Watching watching = watched.get(frame.conversation());
    if (watching != null && frame.complete()) {
      watching.complete = view(frame.conversation()).position() >= frame.last();
    }
    lookForGap(frame.conversation());
  }

  /** What was sent counts as held. */
  void acknowledged(ConversationId id, long seq, View.Held own) {
    view(id).put(seq, own);
    lookForGap(id);
  }

  void reset(Frame.Reset frame) {
    view(frame.conversation()).reset(frame.first());
    Watching watching = watched.get(frame.conversation());
    if (watching != null) {
      watching.complete = false;
    }
  }

  void unwatched(ConversationId id) {
    leaving.remove(id);
  }

  void refused(ConversationId id, String code) {
    if (code.equals(Code.NOT_FOUND.text())) {
      watched.remove(id);
      views.remove(id);
    } else if (code.equals(Code.TOO_MANY_ROOMS.text())) {
      watched.remove(id);
      makeRoom();
    } else if (code.equals(Code.UNKNOWN_POSITION.text())) {
      view(id).reset(1);
    }
  }

  /** Leaves some conversation, so that something else can be watched. */
  void makeRoom() {
    List<ConversationId> others = new ArrayList<>(watched.keySet());
    if (!others.isEmpty()) {
      unwatch(device.chance().of(others));
    }
  }

  private void put(ConversationId id, Entry entry) {
    view(id).put(entry.seq(), new View.Held(entry.author(), entry.content()));
  }

  private void lookForGap(ConversationId id) {
    Watching watching = watched.get(id);
    if (watching != null && view(id).hasGap()) {
      watching.complete = false;
      device.count("gap seen");
      askAgain(id, watching);
    }
  }
}
