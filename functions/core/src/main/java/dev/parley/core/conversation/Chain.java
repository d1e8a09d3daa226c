package dev.parley.core.conversation;

import static java.util.stream.Collectors.joining;

import java.util.Base64;
import java.util.List;

/**
 * Links every entry to all before it, so that nothing can be changed, dropped or put in between
 * unnoticed. The content goes in by a salted hash of its own: erasing a text and its salt, and
 * keeping that hash, leaves the chain whole.
 */
public final class Chain {
  private static final Hash NOTHING = new Hash("");

  private Chain() {}

  /** The hash an entry must bear behind {@code previous}. */
  static Hash link(Conversation conversation, Hash previous, Entry entry) {
    Sha256 digest =
        new Sha256("parley/entry/1")
            .add(previous.value())
            .add(conversation.id().workspace())
            .add(conversation.id().value())
            .add(conversation.client())
            .add(counterpart(conversation.counterpart()))
            .add(entry.seq())
            .add(entry.at().toEpochMilli())
            .add(entry.author())
            .add(entry.side().name())
            .add(entry.clientMessageId().map(ClientMessageId::text).orElse(""))
            .add(entry.totals().client())
            .add(entry.totals().staff())
            .add(entry.content().kind())
            .add(content(entry));
    if (!entry.standing().equals(Standing.FREE)) {
      // Left out where nobody has blocked: what was linked before there were blocks stays right.
      digest.add(
          entry.standing().blockedBy().stream().sorted().map(Side::name).collect(joining(" ")));
    }
    return new Hash(Base64.getUrlEncoder().withoutPadding().encodeToString(digest.bytes()));
  }

  /** Gives an entry its hash behind {@code previous}. */
  static Entry linked(Conversation conversation, Hash previous, Entry entry) {
    return new Entry(
        entry.seq(),
        entry.at(),
        entry.author(),
        entry.side(),
        entry.clientMessageId(),
        entry.content(),
        entry.totals(),
        entry.standing(),
        entry.salt(),
        link(conversation, previous, entry));
  }

  /** The hash that entry 1 follows. */
  static Hash nothing() {
    return NOTHING;
  }

  /**
   * Whether a log is whole: numbered from 1 without gaps, in time order, every standing what the
   * entries before have made it, every link right.
   *
   * @param entries the whole log, none of an unknown kind
   */
  public static boolean holds(Conversation conversation, List<Entry> entries) {
    Entry previous = null;
    for (Entry entry : entries) {
      Standing standing = previous == null ? Standing.FREE : previous.standing();
      boolean follows =
          previous == null
              ? entry.seq() == 1
              : entry.seq() == previous.seq() + 1 && !entry.at().isBefore(previous.at());
      Hash before = previous == null ? NOTHING : previous.hash();
      if (!follows
          || !entry.standing().equals(standing.after(entry.content(), entry.side()))
          || !link(conversation, before, entry).equals(entry.hash())) {
        return false;
      }
      previous = entry;
    }
    return true;
  }

  private static byte[] content(Entry entry) {
    Sha256 digest = new Sha256("parley/content/1").add(entry.salt().value());
    return switch (entry.content()) {
      case Content.Text text -> digest.add(text.text()).bytes();
      case Content.Opened _, Content.Blocked _, Content.Unblocked _, Content.Unknown _ ->
          digest.bytes();
    };
  }

  private static String counterpart(Counterpart counterpart) {
    return switch (counterpart) {
      case Counterpart.Specialist specialist -> "specialist:" + specialist.person();
      case Counterpart.Channel channel -> "channel:" + channel.channel();
    };
  }
}
