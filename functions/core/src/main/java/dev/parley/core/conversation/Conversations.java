package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens, lists and reads conversations for a member of their workspace. */
public final class Conversations {
  private final Ports ports;
  private final OpenConversation opening;

  public Conversations(Ports ports) {
    this.ports = ports;
    this.opening = new OpenConversation(ports);
  }

  /** A conversation with how it stands and the names of those who take part in it. */
  public record Shown(Conversation conversation, Standing standing, Names names) {}

  /**
   * @param created whether it did not exist before
   */
  public record Opened(Shown conversation, boolean created) {}

  /**
   * @param complete whether there are no more than these
   */
  public record Listed(List<Shown> conversations, boolean complete) {}

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
    return switch (wish) {
      case Opening.ByClient byClient -> open(me.member(), byClient.counterpart());
      case Opening.ByStaff byStaff -> opened(opening.handle(me, byStaff));
    };
  }

  /** The conversation of a client with a specialist or a channel, begun if there is none. */
  public Opened open(Member caller, Counterpart counterpart) {
    return opened(opening.handle(caller, counterpart));
  }

  private Opened opened(OpenConversation.Result result) {
    return new Opened(shown(result.row()), result.created());
  }

  /** The conversations of the caller, the one opened last in front. */
  public Listed mine(Member caller) {
    return list(new InboxOwner.Person(caller.workspace(), caller.person()), _ -> true);
  }

  /** The conversations of a channel the caller answers for, the one opened last in front. */
  public Listed ofChannel(Member caller, String channel) {
    return list(inboxOf(caller, channel), _ -> true);
  }

  /** The inbox of a channel that the caller answers for. */
  static InboxOwner inboxOf(Member caller, String channel) {
    if (!caller.answersFor(channel)) {
      throw Refused.notFound();
    }
    return new InboxOwner.OfChannel(caller.workspace(), channel);
  }

  public Shown show(Member caller, ConversationId id) {
    Tail head = head(caller, id);
    return shown(new InboxRow(head.conversation(), head.last().standing()));
  }

  /** One page of entries after a number. */
  public Page read(Member caller, ConversationId id, long after, int atMost) {
    long last = head(caller, id).last().seq();
    if (after > last) {
      throw Refused.field(
          Code.UNKNOWN_POSITION, "after", "The conversation is not that long: read from 0 again.");
    }
    int most = Math.min(atMost, Limits.PAGE_ENTRIES);
    return new Page(Pages.next(ports.store(), id, after, last, most), last);
  }

  private Tail head(Member caller, ConversationId id) {
    Tail head = ports.store().tail(id, 1, 1).orElseThrow(Refused::notFound);
    Access.side(ports.directory(), head.conversation(), caller.person());
    return head;
  }

  /** What an inbox holds of a kind, the one opened last in front. */
  Listed list(InboxOwner owner, Predicate<InboxRow> wanted) {
    List<InboxRow> read = ports.store().inbox(owner, Limits.INBOX_ROWS_READ);
    List<InboxRow> rows = read.stream().filter(wanted).toList();
    List<InboxRow> newestFirst =
        rows.stream()
            .sorted(
                Comparator.comparing((InboxRow row) -> row.conversation().openedAt())
                    .reversed()
                    .thenComparing(row -> row.conversation().id().value()))
            .limit(Limits.INBOX_ROWS)
            .toList();
    boolean complete = rows.size() <= Limits.INBOX_ROWS && read.size() < Limits.INBOX_ROWS_READ;
    return new Listed(shown(newestFirst), complete);
  }

  Shown shown(InboxRow row) {
    return shown(List.of(row)).getFirst();
  }

  private List<Shown> shown(List<InboxRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Names names = names(ports.directory(), rows.stream().map(InboxRow::conversation).toList());
    return rows.stream().map(row -> new Shown(row.conversation(), row.standing(), names)).toList();
  }

  private static Names names(Directory directory, List<Conversation> conversations) {
    String workspace = conversations.getFirst().id().workspace();
    Set<String> persons =
        conversations.stream().flatMap(Conversations::persons).collect(Collectors.toSet());
    Set<String> channels =
        conversations.stream().flatMap(Conversations::channels).collect(Collectors.toSet());
    return new Names(
        directory.members(workspace, persons), directory.channels(workspace, channels));
  }

  private static Stream<String> persons(Conversation conversation) {
    return switch (conversation.counterpart()) {
      case Counterpart.Specialist specialist ->
          Stream.of(conversation.client(), specialist.person());
      case Counterpart.Channel _ -> Stream.of(conversation.client());
    };
  }

  private static Stream<String> channels(Conversation conversation) {
    return switch (conversation.counterpart()) {
      case Counterpart.Specialist _ -> Stream.empty();
      case Counterpart.Channel channel -> Stream.of(channel.channel());
    };
  }
}
