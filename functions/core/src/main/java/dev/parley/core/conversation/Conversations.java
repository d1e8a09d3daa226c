package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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

  /** A conversation with the names of those who take part in it. */
  public record Shown(Conversation conversation, Names names) {}

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

  /** The conversation of a client with a specialist or a channel, begun if there is none. */
  public Opened open(Member caller, Counterpart counterpart) {
    OpenConversation.Result result = opening.handle(caller, counterpart);
    return new Opened(shown(List.of(result.conversation())).getFirst(), result.created());
  }

  /** The conversations of the caller, the one opened last in front. */
  public Listed mine(Member caller) {
    return list(new InboxOwner.Person(caller.workspace(), caller.person()));
  }

  /** The conversations of a channel the caller answers for, the one opened last in front. */
  public Listed ofChannel(Member caller, String channel) {
    if (!caller.answersFor(channel)) {
      throw Refused.notFound();
    }
    return list(new InboxOwner.OfChannel(caller.workspace(), channel));
  }

  public Shown show(Member caller, ConversationId id) {
    return shown(List.of(head(caller, id).conversation())).getFirst();
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

  private Listed list(InboxOwner owner) {
    List<Conversation> rows = ports.store().inbox(owner, Limits.INBOX_ROWS_READ);
    List<Conversation> newestFirst =
        rows.stream()
            .sorted(
                Comparator.comparing(Conversation::openedAt)
                    .reversed()
                    .thenComparing(conversation -> conversation.id().value()))
            .limit(Limits.INBOX_ROWS)
            .toList();
    return new Listed(shown(newestFirst), rows.size() <= Limits.INBOX_ROWS);
  }

  private List<Shown> shown(List<Conversation> conversations) {
    if (conversations.isEmpty()) {
      return List.of();
    }
    Names names = names(ports.directory(), conversations);
    return conversations.stream().map(conversation -> new Shown(conversation, names)).toList();
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
