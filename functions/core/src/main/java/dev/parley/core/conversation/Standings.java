package dev.parley.core.conversation;

import dev.parley.core.workspace.Membership;
import java.util.Optional;

/** Changes how the two sides of a conversation stand, and lists whom somebody has blocked. */
public final class Standings {
  private final Ports ports;
  private final Appender appender;
  private final Conversations conversations;
  private final InboxLists lists;

  public Standings(Ports ports) {
    this.ports = ports;
    this.appender = new Appender(ports);
    this.conversations = new Conversations(ports);
    this.lists = new InboxLists(ports);
  }

  /** Doing it again changes nothing, and shows it again if it is the newest entry. */
  public Conversations.Shown change(Membership me, ConversationId id, Change change) {
    Tail tail = ports.store().head(id);
    Author author = new Author(me.member().person(), Access.side(me, tail.conversation()));
    Changing.require(change, author.side(), ports.clock().instant());
    Result result =
        appender.settle(tail, it -> step(it, author, change), () -> ports.store().head(id));
    result.shown().ifPresent(entry -> Showing.toWatchers(ports, id, entry));
    return conversations.shown(tail.conversation(), result.newest(), author.side());
  }

  /** The conversations whose other side the caller has blocked. */
  public InboxLists.Listed blockedBy(Membership me) {
    return lists.list(
        me,
        line -> line.row().standing().isBlockedBy(line.viewer()),
        Optional.empty(),
        Limits.INBOX_ROWS);
  }

  /** The conversations of a channel whose client its staff have blocked. */
  public InboxLists.Listed blockedBy(Membership me, String channel) {
    return lists.list(
        me, channel, line -> line.row().standing().isBlockedBy(Side.STAFF), Limits.INBOX_ROWS);
  }

  /**
   * @param newest the newest entry as the change has left it
   * @param shown what watchers are to see
   */
  private record Result(Entry newest, Optional<Entry> shown) {}

  private Appender.Step<Result> step(Tail tail, Author author, Change change) {
    Salt salt = Salt.random(ports.random());
    return switch (Changing.decide(tail, author, change, ports.clock().instant(), salt)) {
      case Changing.Decision.AsItIs asItIs ->
          new Appender.Step.Settled<>(new Result(tail.last(), asItIs.newest()));
      case Changing.Decision.Append append ->
          new Appender.Step.Write<>(
              Commit.of(new Commit.Append(tail.conversation().id(), append.entry())),
              new Result(append.entry(), Optional.of(append.entry())));
    };
  }
}
