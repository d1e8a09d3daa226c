package dev.parley.core.conversation;

import static java.util.stream.Collectors.joining;

import dev.parley.core.digest.Hash;
import dev.parley.core.digest.Sha256;
import dev.parley.core.money.Money;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Links every entry to all before it, so that nothing can be changed, dropped or put in between
 * unnoticed. The content goes in by a salted hash of its own: erasing a text and its salt, and
 * keeping that hash, leaves the chain whole.
 */
public final class Chain {
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
            .add(Base64.getUrlDecoder().decode(contentHash(entry).value()));
    standing(digest, entry.standing());
    if (!entry.content().isMessage()) {
      // A message says by itself whose it is.
      entry.totals().newest().ifPresent(side -> digest.add("newest").add(side.name()));
    }
    return digest.hash();
  }

  /** What is as it is at first is left out: what was linked before there was more stays right. */
  private static void standing(Sha256 digest, Standing standing) {
    if (standing.equals(Standing.FREE)) {
      return;
    }
    digest.add(standing.blockedBy().stream().sorted().map(Side::name).collect(joining(" ")));
    if (standing.hidden()) {
      digest.add("hidden");
    }
    if (standing.unreachable()) {
      digest.add("unreachable");
    }
    standing
        .restriction()
        .ifPresent(
            restriction ->
                digest
                    .add("restricted")
                    .add(restriction.reason().name())
                    .add(restriction.until().toEpochMilli()));
    if (standing.paidWork() > 0) {
      digest.add("paid work").add(standing.paidWork());
    }
  }

  /** Gives an entry its hash behind {@code previous}. */
  static Entry linked(Conversation conversation, Hash previous, Entry entry) {
    return entry.with(link(conversation, previous, entry));
  }

  /**
   * Whether a log is whole: numbered from 1 without gaps, in time order, what runs along with it
   * what the entries before have made it, every link right.
   *
   * @param entries the whole log, none of an unknown kind
   */
  public static boolean holds(Conversation conversation, List<Entry> entries) {
    Entry previous = null;
    for (Entry entry : entries) {
      Running before = previous == null ? Running.START : previous.running();
      boolean follows =
          previous == null
              ? entry.seq() == 1
              : entry.seq() == previous.seq() + 1 && !entry.at().isBefore(previous.at());
      Hash link = previous == null ? Hash.NOTHING : previous.hash();
      if (!follows
          || !runs(before, entry)
          || !link(conversation, link, entry).equals(entry.hash())
          || !isAsEdited(entry, entries)) {
        return false;
      }
      previous = entry;
    }
    return true;
  }

  /** The newest wording beside a text is the one that a later entry gave it. */
  private static boolean isAsEdited(Entry entry, List<Entry> entries) {
    Optional<Edit> newest =
        entries.stream()
            .filter(
                it -> it.content() instanceof Content.Edited edited && edited.of() == entry.seq())
            .map(it -> new Edit(it.seq(), ((Content.Edited) it.content()).text()))
            .reduce((_, later) -> later);
    return entry.edit().equals(entry.content() instanceof Content.Text ? newest : Optional.empty());
  }

  /** The pace is not looked at: it is no part of what happened. */
  private static boolean runs(Running before, Entry entry) {
    return entry.totals().equals(before.totals().after(entry.content(), entry.side()))
        && entry.standing().equals(before.standing().after(entry.content(), entry.side()));
  }

  /** The salted hash of what an entry says; kept when that is erased. */
  static Hash contentHash(Entry entry) {
    Sha256 digest = new Sha256("parley/content/1").add(entry.salt().value());
    switch (entry.content()) {
      case Content.Text text -> reply(digest.add(text.text()), text.replyTo());
      case Content.File file -> reply(file(digest, file.file()), file.replyTo());
      case Content.Edited edited -> digest.add(edited.of()).add(edited.text());
      case Content.Restricted it ->
          digest.add(it.reason().name()).add(it.note().orElse("")).add(it.until().toEpochMilli());
      case Content.Progress progress -> progress(digest, progress);
      case Content.Notice notice -> notice(digest, notice);
      case Content.Erasure erasure -> digest.add(erasure.person());
      case Content.Erased erased -> {
        return erased.hash();
      }
      case Content.Opened _,
          Content.Blocked _,
          Content.Unblocked _,
          Content.Hidden _,
          Content.Restored _,
          Content.Lifted _,
          Content.Left _,
          Content.Returned _,
          Content.Unknown _ -> {}
    }
    return digest.hash();
  }

  private static Sha256 file(Sha256 digest, Attachment file) {
    return digest
        .add(file.id())
        .add(file.name())
        .add(file.type())
        .add(file.bytes())
        .add(file.sha256());
  }

  private static void progress(Sha256 digest, Content.Progress it) {
    digest.add(it.consultation()).add(it.version()).add(it.event()).add(it.stage());
    digest.add(it.service().orElse("")).add(it.note().orElse(""));
    add(digest, "price", it.price());
    add(digest, "refunded", it.refunded());
    it.startAt().ifPresent(at -> digest.add("start").add(at.toEpochMilli()));
    it.dueAt().ifPresent(at -> digest.add("due").add(at.toEpochMilli()));
    it.files().forEach(seq -> digest.add("file").add(seq));
    digest.add(it.work().name()).add(it.said() ? 1 : 0);
    it.terms().ifPresent(at -> digest.add("terms").add(at.version()).add(at.hash().value()));
    it.goodwill().ifPresent(why -> digest.add("goodwill").add(why));
  }

  private static void notice(Sha256 digest, Content.Notice it) {
    digest.add(it.event()).add(it.payment());
    add(digest, "amount", Optional.of(it.amount()));
    add(digest, "repaid", it.repaid());
    add(digest, "owed", it.owed());
    it.reason().ifPresent(why -> digest.add("reason").add(why));
  }

  private static void add(Sha256 digest, String name, Optional<Money> money) {
    money.ifPresent(it -> digest.add(name).add(it.amount()).add(it.currency().getCurrencyCode()));
  }

  private static void reply(Sha256 digest, Optional<Long> replyTo) {
    replyTo.ifPresent(seq -> digest.add("reply").add(seq));
  }

  private static String counterpart(Counterpart counterpart) {
    return switch (counterpart) {
      case Counterpart.Specialist specialist -> "specialist:" + specialist.person();
      case Counterpart.Channel channel -> "channel:" + channel.channel();
      case Counterpart.Workspace _ -> "workspace";
    };
  }
}
