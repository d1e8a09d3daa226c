package dev.parley.core.conversation;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes how the two sides of a conversation stand, and lists whom somebody has blocked. */
public final class Standings {
  private final Ports ports;
  private final Attempts<Commit> attempts;
  private final Conversations conversations;
  private final InboxLists lists;

  public Standings(Ports ports) {
    this.ports = ports;
    this.attempts = new Attempts<>(ports.store()::commit, ports.backoff());
    this.conversations = new Conversations(ports);
    this.lists = new InboxLists(ports);
  }

  /** Doing it again changes nothing, and shows it again if it is the newest entry. */
  public Conversations.Shown change(Membership me, ConversationId id, Change change) {
    Supplier<Tail> read = () -> read(id, change);
    Tail tail = read.get();
    Author author = new Author(me.member().person(), Access.side(me, tail.conversation()));
    Changing.require(tail.conversation(), change, author.side(), ports.clock().instant());
    Result result = attempts.settle(tail, it -> step(it, author, change), read);
    result.shown().ifPresent(entry -> Showing.toWatchers(ports, id, entry));
    return conversations.shown(tail.conversation(), result.newest(), author.side());
  }

  private Tail read(ConversationId id, Change change) {
    boolean isNoted = change instanceof Change.Restrict;
    return ports
        .store()
        .tail(id, 1, isNoted ? Limits.TAIL_ENTRIES : 1)
        .orElseThrow(Refused::notFound);
  }

  /** A page of the conversations whose other side the caller has blocked. */
  public InboxLists.Listed blockedBy(Membership me, Optional<Inboxes.Place> after, int atMost) {
    return lists.list(me, line -> line.row().standing().isBlockedBy(line.viewer()), after, atMost);
  }

  /** A page of the conversations of a channel whose client its staff have blocked. */
  public InboxLists.Listed blockedBy(
      Membership me, String channel, Optional<Inboxes.Place> after, int atMost) {
    return lists.list(
        me, channel, line -> line.row().standing().isBlockedBy(Side.STAFF), after, atMost);
  }

  /**
   * @param newest the newest entry as the change has left it
   * @param shown what watchers are to see
   */
  private record Result(Entry newest, Optional<Entry> shown) {}

  private Attempts.Step<Commit, Result> step(Tail tail, Author author, Change change) {
    Salt salt = Salt.random(ports.random());
    return switch (Changing.decide(tail, author, change, ports.clock().instant(), salt)) {
      case Changing.Decision.AsItIs asItIs ->
          new Attempts.Step.Settled<>(new Result(tail.last(), asItIs.newest()));
      case Changing.Decision.Append append ->
          new Attempts.Step.Write<>(
              Commit.of(new Commit.Append(tail.conversation().id(), append.entry())),
              new Result(append.entry(), Optional.of(append.entry())));
    };
  }
}
