package dev.parley.core.simulation;

import dev.parley.core.conversation.Content;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a device holds of one conversation: entries by number. */
final class View {
  /** An entry as a device keeps it. */
  record Held(String author, Content content) {}

  private final TreeMap<Long, Held> held = new TreeMap<>();
  private long first = 1;
  private long position;

  /** Keeps an entry, if it is new here; a number never stands for two things. */
  void put(long seq, Held entry) {
    if (seq < first) {
      return;
    }
    Held old = held.putIfAbsent(seq, entry);
    if (old != null && !old.equals(entry)) {
      throw new AssertionError("entry " + seq + " is " + old + " and " + entry);
    }
    while (held.containsKey(position + 1)) {
      position++;
    }
  }

  /** Drops everything: it begins anew at an entry. */
  void reset(long begin) {
    held.clear();
    first = begin;
    position = begin - 1;
  }

  /** The last entry held without gaps. */
  long position() {
    return position;
  }

  boolean hasGap() {
    return !held.isEmpty() && held.lastKey() > position;
  }

  long first() {
    return first;
  }

  Map<Long, Held> entries() {
    return held;
  }

  Optional<Held> at(long seq) {
    return Optional.ofNullable(held.get(seq));
  }

  /** The texts as they read now: an edit is an entry that tells of another. */
  Map<Long, String> texts() {
    Map<Long, String> texts = new TreeMap<>();
    held.forEach(
        (seq, entry) -> {
          switch (entry.content()) {
            case Content.Text text -> texts.put(seq, text.text());
            case Content.Edited edited -> {
              texts.put(seq, edited.text());
              texts.computeIfPresent(edited.of(), (_, _) -> edited.text());
            }
            default -> {}
          }
        });
    return texts;
  }
}
