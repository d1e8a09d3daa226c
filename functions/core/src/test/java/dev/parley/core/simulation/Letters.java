package dev.parley.core.simulation;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that people ever wanted to write, and what they were told about it. */
final class Letters {
  private static final int LATEST = 200;
  private static final int OLD = 30;

  private final Map<Key, Letter> letters = new LinkedHashMap<>();
  private final Deque<Key> latest = new ArrayDeque<>();
  private final Map<String, List<Key>> old = new LinkedHashMap<>();

  /** Names a message for ever. */
  record Key(ConversationId conversation, String author, ClientMessageId id) {}

  /** How it was tried once. */
  record Attempt(long after, boolean confirm) {}

  /** One message. */
  static final class Letter {
    private final Content content;
    private final List<Attempt> attempts = new ArrayList<>();
    private long acknowledged;

    private Letter(Content content) {
      this.content = content;
    }

    Content content() {
      return content;
    }

    List<Attempt> attempts() {
      return attempts;
    }

    /** The number its author was told; 0 if none. */
    long acknowledged() {
      return acknowledged;
    }
  }

  void tried(String author, Draft draft) {
    Letter letter =
        letters.computeIfAbsent(
            new Key(draft.conversation(), author, draft.clientMessageId()),
            _ -> new Letter((Content) draft.content()));
    letter.attempts.add(new Attempt(draft.after(), draft.confirm()));
  }

  /** Every acknowledgement of a message is the same. */
  Letter acknowledged(Key key, long seq) {
    Letter letter = letters.get(key);
    if (letter.acknowledged != 0 && letter.acknowledged != seq) {
      throw new AssertionError(key + " is entry " + letter.acknowledged + " and entry " + seq);
    }
    if (letter.acknowledged == 0) {
      latest.addLast(key);
      List<Key> own = old.computeIfAbsent(key.author(), _ -> new ArrayList<>());
      if (own.size() < OLD) {
        own.add(key);
      }
      if (latest.size() > LATEST) {
        latest.removeFirst();
      }
    }
    letter.acknowledged = seq;
    return letter;
  }

  /** Some of an author that were acknowledged long ago. */
  List<Key> old(String author) {
    return old.getOrDefault(author, List.of());
  }

  /** Some that were acknowledged lately. */
  Collection<Key> latest() {
    return latest;
  }

  Map<Key, Letter> all() {
    return letters;
  }
}
