package dev.parley.core.simulation;

import dev.parley.core.conversation.Chain;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.InboxLine;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Side;
import dev.parley.core.workspace.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What must hold when everything has arrived, whatever happened on the way. */
final class Laws {
  private static final int PAGE = 1_000;

  private final Town town;
  private final Cloud cloud;
  private final Map<ConversationId, List<Entry>> logs = new HashMap<>();

  Laws(Town town) {
    this.town = town;
    this.cloud = town.cloud();
  }

  void check() {
    Map<ConversationId, Conversation> conversations = cloud.ledger.conversations();
    conversations.forEach(
        (id, conversation) -> {
          List<Entry> log = log(id);
          logs.put(id, log);
          require(Chain.holds(conversation, log), () -> "the chain of " + id + " is broken");
          Rulebook.check(log);
          for (Side side : Side.values()) {
            row(conversation, log, side);
          }
        });
    new MessageLaws(town.letters(), logs, town).check();
    oneConversationForEachPair(conversations);
    town.devices().forEach(this::device);
  }

  private List<Entry> log(ConversationId id) {
    List<Entry> log = new ArrayList<>();
    List<Entry> page;
    do {
      page = cloud.ledger.page(id, log.size(), PAGE);
      log.addAll(page);
    } while (page.size() == PAGE);
    return log;
  }

  /** An inbox row is the fold of its log, beside what its owner has read. */
  private void row(Conversation conversation, List<Entry> log, Side side) {
    InboxOwner owner = InboxOwner.of(conversation, side);
    InboxRow row = cloud.inboxes.row(owner, conversation.id()).orElseThrow();
    InboxRow fold = InboxRow.of(conversation, log.getLast(), row.read(), row.changedAt());
    require(row.equals(fold), () -> row + " is not " + fold);
    long unread =
        log.stream()
            .filter(entry -> entry.content().isMessage() && entry.side() != side)
            .filter(entry -> entry.seq() > row.read().seq())
            .count();
    require(row.unread(side) == unread, () -> row + " should count " + unread + " for " + side);
    Optional<Side> newest =
        log.stream()
            .filter(it -> it.content().isMessage())
            .reduce((_, later) -> later)
            .map(Entry::side);
    require(
        row.totals().unanswered() == newest.equals(Optional.of(Side.CLIENT)),
        () -> row + " is answered and is not");
    require(
        town.marks().allow(conversation.id(), side, row.read().seq()),
        () -> row + " was never read so far by " + side);
  }

  private void oneConversationForEachPair(Map<ConversationId, Conversation> conversations) {
    Set<String> pairs = new HashSet<>();
    conversations.forEach(
        (id, one) -> {
          String pair = id.workspace() + " " + one.client() + " " + one.counterpart();
          require(pairs.add(pair), () -> "there are two conversations of " + pair);
          if (one.counterpart() instanceof Counterpart.Channel it) {
            Optional<ConversationId> pointer =
                cloud.ledger.pointer(id.workspace(), it.channel(), one.client());
            require(pointer.equals(Optional.of(id)), () -> pair + " is pointed to as " + pointer);
          }
        });
  }

  private void device(Device device) {
    Person person = device.owner();
    Member member = cloud.directory.member(person.workspace(), person.name()).orElseThrow();
    device.screen().views().forEach((id, view) -> view(device, member, id, view));
    device
        .lists()
        .inboxes()
        .forEach(
            (channel, inbox) -> {
              InboxOwner owner =
                  channel
                      .<InboxOwner>map(it -> new InboxOwner.OfChannel(person.workspace(), it))
                      .orElse(new InboxOwner.Person(person.workspace(), person.name()));
              list(device, owner, inbox.lines());
            });
  }

  /** What a device holds is the log, from where it begins to its end. */
  private void view(Device device, Member member, ConversationId id, View view) {
    Conversation conversation = cloud.ledger.conversations().get(id);
    boolean mine =
        conversation.sideOf(member.person()).isPresent()
            || conversation.counterpart() instanceof Counterpart.Channel it
                && member.channels().contains(it.channel());
    require(mine || view.entries().isEmpty(), () -> device.name() + " still shows " + id);
    if (!mine) {
      return;
    }
    List<Entry> log = logs.get(id);
    require(
        view.position() == log.size() && !view.hasGap(),
        () -> device.name() + " holds " + view.position() + " of " + log.size() + " in " + id);
    Map<Long, String> texts = view.texts();
    for (Entry entry : log.subList((int) view.first() - 1, log.size())) {
      View.Held held = view.at(entry.seq()).orElseThrow();
      require(
          held.equals(new View.Held(entry.author(), entry.content())),
          () -> device.name() + " holds " + held + " for " + entry);
      boolean said = entry.content() instanceof Content.Written;
      require(
          !said || entry.text().equals(Optional.ofNullable(texts.get(entry.seq()))),
          () -> device.name() + " shows " + texts.get(entry.seq()) + " for " + entry);
    }
  }

  private void list(Device device, InboxOwner owner, Map<ConversationId, InboxLine> lines) {
    List<InboxRow> rows = cloud.inboxes.page(owner, Optional.empty(), PAGE);
    require(
        lines.size() == rows.size(),
        () -> device.name() + " lists " + lines.size() + " of " + rows.size() + " of " + owner);
    for (InboxRow row : rows) {
      InboxRow shown = lines.get(row.conversation().id()).row();
      InboxRow same =
          InboxRow.of(
              row.conversation(),
              logs.get(row.conversation().id()).getLast(),
              row.read(),
              shown.changedAt());
      require(shown.equals(same), () -> device.name() + " lists " + shown + " for " + row);
    }
  }

  static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }

  /** Names a message in a log. */
  static Optional<Letters.Key> key(ConversationId id, Entry entry) {
    Optional<ClientMessageId> message = entry.clientMessageId();
    return message.map(it -> new Letters.Key(id, entry.author(), it));
  }
}
