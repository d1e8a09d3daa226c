package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Membership;
import java.util.List;
import java.util.Optional;

/**
 * Erases what a person has written in the conversations that name them: part by part, and as often
 * as somebody wants. What others wrote, every number and every link stay.
 */
public final class Erasures {
  /** As many entries as one transaction erases together. */
  private static final int READ_AT_ONCE = 50;

  private static final int ATTEMPTS = 8;

  private final Ports ports;
  private final FileStore files;
  private final Appender appender;

  public Erasures(Ports ports, FileStore files) {
    this.ports = ports;
    this.files = files;
    this.appender = new Appender(ports);
  }

  /** Does a part of it; what is erased already is left alone. */
  public Erasing.Erased erase(Membership me, String person, Erasing wish) {
    Members.requireAdministrator(me);
    requireThatMayErase(me.workspace().id(), person);
    Changing.requireConfirmed(wish.confirmed());
    Part part = new Part(me, person);
    Optional<Erasing.Place> next = part.from(wish.after());
    return new Erasing.Erased(part.erased, next);
  }

  private void requireThatMayErase(String workspace, String person) {
    ports
        .directory()
        .member(workspace, person)
        .orElseThrow(Refused::notFound)
        .hold()
        .ifPresent(
            reason -> {
              throw Refused.of(
                  Code.LEGAL_HOLD, "Nothing that this person wrote may be erased: " + reason);
            });
  }

  /** What one call does. */
  private final class Part {
    private final Membership me;
    private final String person;
    private int erased;
    private int steps;
    private Optional<Erasing.Place> at = Optional.empty();

    Part(Membership me, String person) {
      this.me = me;
      this.person = person;
    }

    /** Gives where to go on; empty when it is through with everything. */
    Optional<Erasing.Place> from(Optional<Erasing.Place> begin) {
      at = begin;
      if (begin.isPresent() && !isThrough(named(begin.get()), begin.get())) {
        return at;
      }
      InboxOwner.Person owner = new InboxOwner.Person(me.workspace().id(), person);
      List<InboxRow> rows;
      do {
        rows = ports.inboxes().page(owner, at.map(Erasing.Place::conversation), READ_AT_ONCE);
        for (InboxRow row : rows) {
          ConversationId id = row.conversation().id();
          if (isSpent() || !isThrough(id, new Erasing.Place(id.value(), 0, false))) {
            return at;
          }
        }
      } while (rows.size() == READ_AT_ONCE);
      return Optional.empty();
    }

    /** A place comes from outside. */
    private ConversationId named(Erasing.Place place) {
      ConversationId id = new ConversationId(me.workspace().id(), place.conversation());
      return ports
          .store()
          .tail(id, 1, 1)
          .filter(tail -> tail.conversation().sideOf(person).isPresent())
          .map(_ -> id)
          .orElseThrow(
              () ->
                  Refused.field(
                      Code.INVALID_FIELD, "after", "This is not where a call has ended."));
    }

    private boolean isSpent() {
      return erased + READ_AT_ONCE > Limits.ERASED_AT_ONCE || steps >= Limits.ERASING_STEPS;
    }

    /** Goes through a conversation; false when it came to the end of what one call does. */
    private boolean isThrough(ConversationId id, Erasing.Place from) {
      requireThatMayErase(id.workspace(), person);
      long seen = from.seq();
      boolean untold = from.untold();
      List<Entry> page;
      do {
        if (isSpent()) {
          return false;
        }
        page = ports.store().page(id, seen, READ_AT_ONCE);
        steps++;
        eraseFrom(id, page);
        for (Entry entry : page) {
          untold = isUntoldAfter(entry, untold);
          seen = entry.seq();
        }
        at = Optional.of(new Erasing.Place(id.value(), seen, untold));
      } while (page.size() == READ_AT_ONCE);
      if (untold) {
        tell(id);
        at = Optional.of(new Erasing.Place(id.value(), seen, false));
      }
      return true;
    }

    /** What an earlier call has erased and told nobody is told by this one. */
    private boolean isUntoldAfter(Entry entry, boolean before) {
      return switch (entry.content()) {
        case Content.Erasure told -> before && !told.person().equals(person);
        case Content.Written _, Content.Erased _ -> before || entry.author().equals(person);
        default -> before;
      };
    }

    /** The files go first: an entry whose file is gone can be erased again, not the other way. */
    private void eraseFrom(ConversationId id, List<Entry> page) {
      List<Entry> own =
          page.stream()
              .filter(entry -> entry.author().equals(person))
              .filter(entry -> entry.content() instanceof Content.Written)
              .toList();
      for (Entry entry : own) {
        if (entry.content() instanceof Content.File sent) {
          files.erase(id, sent.file().id());
          steps++;
        }
      }
      if (!own.isEmpty()) {
        commit(
            new Commit(
                own.stream()
                    .<Commit.Write>map(entry -> new Commit.Erase(id, entry.erased()))
                    .toList()));
        erased += own.size();
      }
    }

    /** Erasing twice is as good as once, so an answer that was lost is no reason to look. */
    private void commit(Commit erasing) {
      for (int lost = 1; lost <= ATTEMPTS; lost++) {
        try {
          if (ports.store().commit(erasing)) {
            return;
          }
        } catch (Ambiguous e) {
          // Tried again like one that was lost.
        }
        ports.backoff().pause(lost);
      }
      throw new Unavailable("what is to be erased is being written by others");
    }

    private void tell(ConversationId id) {
      Tail first = ports.store().head(id);
      Showing.toWatchers(
          ports, id, appender.settle(first, this::telling, () -> ports.store().head(id)));
    }

    private Appender.Step<Entry> telling(Tail tail) {
      Content.Erasure content = new Content.Erasure(person);
      if (tail.last().content().equals(content)) {
        return new Appender.Step.Settled<>(tail.last());
      }
      Author author = new Author(me.member().person(), Side.STAFF);
      Salt salt = Salt.random(ports.random());
      Entry entry = tail.next(author, Optional.empty(), content, ports.clock().instant(), salt);
      Commit commit = Commit.of(new Commit.Append(tail.conversation().id(), entry));
      return new Appender.Step.Write<>(commit, entry);
    }
  }
}
