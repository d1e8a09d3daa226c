package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.util.List;
import java.util.Optional;

/** Opens, shows and reads conversations for a member of their workspace. */
public final class Conversations {
  private final Ports ports;
  private final OpenConversation opening;

  public Conversations(Ports ports) {
    this.ports = ports;
    this.opening = new OpenConversation(ports);
  }

  /**
   * A conversation as one side sees it, with the names of those who take part in it.
   *
   * @param read how far both sides have read; empty in lists
   */
  public record Shown(InboxLine line, Names names, Optional<ReadBy> read) {
    public Conversation conversation() {
      return line.row().conversation();
    }

    public Standing standing() {
      return line.row().standing();
    }
  }

  /** Up to which entry either side has read. */
  public record ReadBy(long client, long staff) {}

  /**
   * @param created whether it did not exist before
   */
  public record Opened(Shown conversation, boolean created) {}

  /**
   * @param last number of the newest entry of the conversation
   */
  public record Page(List<Entry> entries, long last) {
    /** Whether the page reaches the newest entry. */
    public boolean complete() {
      return entries.isEmpty() || entries.getLast().seq() >= last;
    }
  }

  /** The conversation that somebody wants to begin; found if there is one. */
  public Opened open(Membership me, Opening wish) {
    OpenConversation.Result result =
        switch (wish) {
          case Opening.ByClient byClient -> opening.handle(me, byClient.counterpart());
          case Opening.ByStaff byStaff -> opening.handle(me, byStaff);
        };
    return new Opened(
        shown(result.conversation(), result.newest(), result.side()), result.created());
  }

  /** The caller's conversation with a specialist; it begins if there is none. */
  public ConversationId with(Membership me, String specialist) {
    return opening.handle(me, new Counterpart.Specialist(specialist)).conversation().id();
  }

  public Shown show(Membership me, ConversationId id) {
    Tail head = ports.store().head(id);
    Side side = Access.side(me, head.conversation());
    return shown(head.conversation(), head.last(), side);
  }

  /** One page of entries after a number. */
  public Page read(Membership me, ConversationId id, long after, int atMost) {
    Tail head = ports.store().head(id);
    Access.side(me, head.conversation());
    long last = head.last().seq();
    if (after > last) {
      throw Refused.field(
          Code.UNKNOWN_POSITION, "after", "The conversation is not that long: read from 0 again.");
    }
    int most = Math.min(atMost, Limits.PAGE_ENTRIES);
    return new Page(Pages.next(ports.store(), id, after, last, most), last);
  }

  /** One conversation as a side sees it: from its log, and with how far both have read. */
  Shown shown(Conversation conversation, Entry newest, Side side) {
    ReadPosition client = position(conversation, Side.CLIENT);
    ReadPosition staff = position(conversation, Side.STAFF);
    ReadPosition own = side == Side.CLIENT ? client : staff;
    InboxRow row = InboxRow.of(conversation, newest, own, ports.clock().instant());
    return new Shown(
        new InboxLine(row, side),
        Names.of(ports.directory(), List.of(row)),
        Optional.of(new ReadBy(client.seq(), staff.seq())));
  }

  private ReadPosition position(Conversation conversation, Side side) {
    return InboxOwner.find(conversation, side)
        .flatMap(owner -> ports.inboxes().row(owner, conversation.id()))
        .map(InboxRow::read)
        .orElse(ReadPosition.NONE);
  }
}
