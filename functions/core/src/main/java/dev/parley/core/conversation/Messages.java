package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Quota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a person says into a conversation, once, and shows it to everybody who watches. */
public final class Messages {
  private final Ports ports;
  private final Intake intake;
  private final Appender appender;

  public Messages(Ports ports) {
    this(
        ports,
        (_, _, _) -> {
          throw new IllegalStateException("nobody is here to take files in");
        });
  }

  Messages(Ports ports, Intake intake) {
    this.ports = ports;
    this.intake = intake;
    this.appender = new Appender(ports);
  }

  /** Makes an upload a file of its conversation; doing it again changes nothing. */
  interface Intake {
    Attachment take(Author author, Draft draft, Upload upload);
  }

  /**
   * @param delivered how its frames arrived; whoever missed one is no reason to write again
   */
  public record Written(Receipt receipt, Audience.Delivered delivered) {}

  /**
   * The room is read after the entry has its place: whoever joins it later reads the log later
   * still, so everybody gets the entry from the one or from the other.
   */
  public Written write(Caller caller, Draft draft) {
    Tail tail = read(draft, Sending.readFrom(draft));
    Author author = new Author(caller.person(), Access.side(ports, tail.conversation(), caller));
    Writing writing = new Writing(draft, author);
    Entry entry = appender.settle(tail, writing::step, writing::again);
    Receipt receipt = Receipt.of(draft, entry);
    return new Written(receipt, show(caller, receipt, draft.conversation(), entry));
  }

  private Tail read(Draft draft, long from) {
    return ports
        .store()
        .tail(draft.conversation(), from, Limits.TAIL_ENTRIES)
        .orElseThrow(Refused::notFound);
  }

  /** One draft on its way into the log. */
  private final class Writing {
    private final Draft draft;
    private final Author author;

    /** The draft is known not to stand at or before this entry. */
    private long clear;

    private boolean mayBegin;

    /** What the entry will say, once it is known to come. */
    private Optional<Content.Written> content = Optional.empty();

    Writing(Draft draft, Author author) {
      this.draft = draft;
      this.author = author;
      this.clear = draft.clientMessageId().base();
    }

    Tail again() {
      return read(draft, clear);
    }

    /**
     * What is found in the log is shown, too: the try that appended it may have died before anybody
     * saw it.
     */
    Appender.Step<Entry> step(Tail tail) {
      Instant now = ports.clock().instant();
      return switch (Sending.decide(tail, author, draft, clear, now)) {
        case Sending.Decision.Repeated repeated -> new Appender.Step.Settled<>(repeated.original());
        case Sending.Decision.LookFurtherBack _ -> {
          requireThatMaySearch(now);
          Optional<Entry> original =
              ports
                  .store()
                  .find(draft.conversation(), author.person(), draft.clientMessageId(), clear);
          clear = tail.last().seq();
          yield original
              .<Appender.Step<Entry>>map(
                  it -> new Appender.Step.Settled<>(Sending.repeated(it, draft).original()))
              .orElseGet(() -> step(tail));
        }
        case Sending.Decision.Append _ -> {
          requireThatMayBegin(tail);
          clear = tail.last().seq();
          Content.Written said = content();
          Salt salt = Salt.random(ports.random());
          Entry entry = tail.next(author, Optional.of(draft.clientMessageId()), said, now, salt);
          yield new Appender.Step.Write<>(commit(said, entry), entry);
        }
      };
    }

    /** It may read the whole log. */
    private void requireThatMaySearch(Instant now) {
      String workspace = draft.conversation().workspace();
      ports
          .quota()
          .require(
              Quota.key(workspace, "search", author.person()),
              Limits.SEARCHES,
              Limits.SEARCHES_WITHIN,
              now);
    }

    /** Asked once: a client never takes their first message back. */
    private void requireThatMayBegin(Tail tail) {
      if (!mayBegin && !(draft.content() instanceof Content.Edited)) {
        Starting.requireThatMayWrite(ports, author.side(), tail);
      }
      mayBegin = true;
    }

    /** An upload is taken in when nothing is in its way, and once for all tries to append it. */
    private Content.Written content() {
      Content.Written said =
          content.orElseGet(
              () ->
                  switch (draft.content()) {
                    case Content.Written words -> words;
                    case Upload upload ->
                        new Content.File(intake.take(author, draft, upload), upload.replyTo());
                  });
      content = Optional.of(said);
      return said;
    }

    private Commit commit(Content.Written said, Entry entry) {
      ConversationId id = draft.conversation();
      Commit.Append append = new Commit.Append(id, entry);
      return switch (said) {
        case Content.Message _ -> Commit.of(append);
        case Content.Edited edited -> {
          Editing.requireThatMay(author, original(edited, entry), entry.at());
          Edit edit = new Edit(entry.seq(), edited.text());
          yield Commit.of(append, new Commit.Amend(id, edited.of(), edit));
        }
      };
    }

    private Entry original(Content.Edited edited, Entry entry) {
      if (edited.of() >= entry.seq()) {
        throw Refused.field(Code.UNKNOWN_POSITION, "seq", "The conversation has no such entry.");
      }
      return ports
          .store()
          .entry(draft.conversation(), edited.of())
          .orElseThrow(() -> new Unavailable("an entry below the newest could not be read"));
    }
  }

  private Audience.Delivered show(
      Caller caller, Receipt receipt, ConversationId conversation, Entry entry) {
    List<Audience.Delivery> deliveries = new ArrayList<>();
    if (caller instanceof Caller.OnSocket socket) {
      deliveries.add(
          new Audience.Delivery(
              socket.session().connection(), new Frame.Acknowledged(socket.requestId(), receipt)));
    }
    Frame appended = new Frame.Appended(conversation, entry);
    ports.rooms().watchers(conversation).stream()
        .map(Rooms.Watcher::connection)
        .filter(connection -> !caller.connection().equals(Optional.of(connection)))
        .map(other -> new Audience.Delivery(other, appended))
        .forEach(deliveries::add);
    Audience.Delivered delivered = ports.audience().deliver(deliveries);
    delivered.gone().forEach(gone -> ports.rooms().evict(conversation, gone));
    return delivered;
  }
}
