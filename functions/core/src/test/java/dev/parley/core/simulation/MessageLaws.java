package dev.parley.core.simulation;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold of every message: it stands once, as it was written, or not at all. */
final class MessageLaws {
  private final Letters letters;
  private final Map<ConversationId, List<Entry>> logs;
  private final Town town;

  MessageLaws(Letters letters, Map<ConversationId, List<Entry>> logs, Town town) {
    this.letters = letters;
    this.logs = logs;
    this.town = town;
  }

  void check() {
    Map<Letters.Key, Entry> standing = new HashMap<>();
    logs.forEach((id, log) -> log.forEach(entry -> stand(id, log, entry, standing)));
    letters
        .all()
        .forEach(
            (key, letter) -> {
              long seq = Optional.ofNullable(standing.get(key)).map(Entry::seq).orElse(0L);
              Laws.require(
                  letter.acknowledged() == 0 || letter.acknowledged() == seq,
                  () ->
                      key + " was acknowledged as " + letter.acknowledged() + ", stands as " + seq);
            });
  }

  private void stand(
      ConversationId id, List<Entry> log, Entry entry, Map<Letters.Key, Entry> standing) {
    Optional<Letters.Key> key = Laws.key(id, entry);
    Laws.require(
        key.isPresent() == entry.content() instanceof Content.Written,
        () -> entry + " has no author's id");
    if (key.isEmpty()) {
      return;
    }
    Laws.require(standing.put(key.get(), entry) == null, () -> key + " stands twice");
    Letters.Letter letter = letters.all().get(key.get());
    Laws.require(letter != null, () -> entry + " was never written");
    Laws.require(
        letter.content().equals(entry.content()), () -> entry + " is not " + letter.content());
    Laws.require(
        entry.side() == Town.side(town.person(entry.author())),
        () -> entry + " is on the wrong side");
    Laws.require(mayAnswer(log, entry, letter), () -> entry + " answers what was answered");
    if (entry.content() instanceof Content.Edited edited) {
      edit(log, entry, edited);
    }
  }

  /** Staff saw what colleagues had answered, or said that it did not matter. */
  private boolean mayAnswer(List<Entry> log, Entry entry, Letters.Letter letter) {
    if (entry.side() == Side.CLIENT) {
      return true;
    }
    long answered = 0;
    long from = Math.max(1, entry.seq() - Limits.TAIL_ENTRIES);
    for (long seq = entry.seq() - 1; seq >= from && answered == 0; seq--) {
      Entry earlier = log.get((int) seq - 1);
      boolean answer = earlier.content().isMessage() && earlier.side() == Side.STAFF;
      answered = answer && !earlier.author().equals(entry.author()) ? seq : 0;
    }
    long newest = answered;
    return letter.attempts().stream().anyMatch(it -> it.confirm() || it.after() >= newest);
  }

  /** An edit is of one's own text, in time, and the newest one is what the text reads. */
  private static void edit(List<Entry> log, Entry entry, Content.Edited edited) {
    Entry original = log.get((int) edited.of() - 1);
    Laws.require(
        edited.of() < entry.seq()
            && original.author().equals(entry.author())
            && original.content() instanceof Content.Text
            && entry.at().isBefore(original.at().plus(Limits.EDIT_WINDOW)),
        () -> entry + " edits " + original);
    Laws.require(
        original.edit().filter(it -> it.by() >= entry.seq()).isPresent(),
        () -> original + " does not know of " + entry);
  }
}
