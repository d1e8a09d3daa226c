package dev.parley.core.conversation;

import dev.parley.core.digest.Hash;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an entry says. */
public sealed interface Content {
  /** The name of this kind of content in storage and in JSON. */
  default String kind() {
    return Kind.of(this);
  }

  /** Whether it is a message to the other side, or was one before it was erased. */
  default boolean isMessage() {
    return switch (this) {
      case Message _, Notice _ -> true;
      case Erased erased -> erased.was().equals(Kind.TEXT) || erased.was().equals(Kind.FILE);
      case Progress progress -> progress.said();
      default -> false;
    };
  }

  /** What a person writes by themselves. */
  sealed interface Written extends Content, Matter permits Message, Edited {
    @Override
    default boolean isSaidBy(Content content) {
      return equals(content);
    }
  }

  /** A person says something to the other side: counted, and an answer if staff say it. */
  sealed interface Message extends Written permits Text, File {
    /** Number of the entry that it replies to. */
    Optional<Long> replyTo();
  }

  /** The conversation begins; always entry 1, and no other. */
  record Opened() implements Content {}

  /** A person wrote a message. */
  record Text(String text, Optional<Long> replyTo) implements Message {
    public Text(String text) {
      this(text, Optional.empty());
    }
  }

  /** A person sent a file. */
  record File(Attachment file, Optional<Long> replyTo) implements Message {}

  /**
   * A person gave one of their texts another wording.
   *
   * @param of number of the entry that held the first wording
   */
  record Edited(long of, String text) implements Written {}

  /** A side wants no more messages from the other. */
  record Blocked() implements Content {}

  /** A side takes its block back. */
  record Unblocked() implements Content {}

  /** The client no longer wants to see the conversation in their list. */
  record Hidden() implements Content {}

  /** The client wants to see it again. */
  record Restored() implements Content {}

  /** Staff let the client write no more until an instant. */
  record Restricted(Reason reason, Optional<String> note, Instant until) implements Content {}

  /** Staff take a restriction back before its end. */
  record Lifted() implements Content {}

  /** The client has left the messenger they were reached by. */
  record Left() implements Content {}

  /** The client can be reached again. */
  record Returned() implements Content {}

  /**
   * A consultation of this conversation has come one stage further.
   *
   * @param version of the consultation, which counts its stages
   * @param event what happened, in the past tense
   * @param stage what it has come to
   * @param terms which terms it is about, so that the log itself proves what was agreed to
   * @param refunded what the client gets back
   * @param note what the person said with it
   * @param goodwill said in its place by who gives way though they need not: why
   * @param files numbers of the entries whose files belong to it
   * @param work what it means for paid work
   * @param said whether one side tells the other, as a message does
   */
  record Progress(
      String consultation,
      long version,
      String event,
      String stage,
      Optional<String> service,
      Optional<Money> price,
      Optional<Instant> startAt,
      Optional<Instant> dueAt,
      Optional<Mark> terms,
      Optional<Money> refunded,
      Optional<String> note,
      Optional<String> goodwill,
      List<Long> files,
      Work work,
      boolean said)
      implements Content {
    public Progress {
      files = List.copyOf(files);
    }

    /**
     * Names terms, word for word.
     *
     * @param hash of all of them
     */
    public record Mark(int version, Hash hash) {}

    /** What an entry means for paid work in its conversation. */
    public enum Work {
      BEGINS,
      GOES_ON,
      ENDS
    }
  }

  /**
   * Something has happened to a person's money that concerns no dialog.
   *
   * @param event what happened, in the past tense
   * @param payment value of the id of the payment that it happened to
   * @param repaid what went from it to what the person owed
   * @param owed what the person owes after it; empty when it changed nothing of that
   * @param reason why, in somebody's words or by a provider's code
   */
  record Notice(
      String event,
      String payment,
      Money amount,
      Optional<Money> repaid,
      Optional<Money> owed,
      Optional<String> reason)
      implements Content {}

  /** What a person had written here was erased at their request. */
  record Erasure(String person) implements Content {}

  /**
   * What an erased entry said is gone; that it said something, and what its hash was, stays.
   *
   * @param was the kind that the entry had
   * @param hash the salted hash of what it said, which its link is made of
   */
  record Erased(String was, Hash hash) implements Content {}

  /** Something a newer version of Parley wrote: kept, counted and shown without its content. */
  record Unknown(String name) implements Content {}
}
