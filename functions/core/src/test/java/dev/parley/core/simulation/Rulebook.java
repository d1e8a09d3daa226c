package dev.parley.core.simulation;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Restriction;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of a log, written down a second time and checked entry by entry. */
final class Rulebook {
  private static final Duration AHEAD = Limits.SEND_INTERVAL.multipliedBy(Limits.SEND_BURST);

  private final Set<Side> blockedBy = EnumSet.noneOf(Side.class);
  private final Map<String, Instant> wholeAt = new HashMap<>();
  private boolean hidden;
  private boolean left;
  private Optional<Restriction> restriction = Optional.empty();
  private long seq;

  /** Fails at the first entry that should not stand where it does. */
  static void check(List<Entry> log) {
    Rulebook rules = new Rulebook();
    log.forEach(rules::check);
  }

  private void check(Entry entry) {
    require(entry.seq() == ++seq, entry, "is not the next");
    require((entry.seq() == 1) == (entry.content() instanceof Content.Opened), entry, "opens");
    if (entry.content() instanceof Content.Written) {
      mayWrite(entry);
      pace(entry);
    }
    Standing before = standing();
    follow(entry);
    Standing standing = standing();
    boolean written = entry.content() instanceof Content.Written || entry.seq() == 1;
    require(written || !standing.equals(before), entry, "changes nothing");
    require(entry.standing().equals(standing), entry, "does not leave " + standing);
  }

  private Standing standing() {
    return new Standing(blockedBy, hidden, left, restriction);
  }

  private void mayWrite(Entry entry) {
    require(blockedBy.isEmpty(), entry, "was written though blocked by " + blockedBy);
    require(!(left && entry.side() == Side.STAFF), entry, "was written to one who has left");
    boolean restricted = restriction.isPresent() && entry.at().isBefore(restriction.get().until());
    require(!(restricted && entry.side() == Side.CLIENT), entry, "was written though restricted");
  }

  /** A bucket of so many, filled at so much a second. */
  private void pace(Entry entry) {
    Instant from = wholeAt.getOrDefault(entry.author(), Instant.EPOCH);
    Instant whole = (from.isAfter(entry.at()) ? from : entry.at()).plus(Limits.SEND_INTERVAL);
    wholeAt.put(entry.author(), whole);
    require(!whole.isAfter(entry.at().plus(AHEAD)), entry, "was written too fast");
  }

  private void follow(Entry entry) {
    boolean byClient = entry.side() == Side.CLIENT;
    switch (entry.content()) {
      case Content.Message _ -> {
        hidden = false;
        left = left && !byClient;
      }
      case Content.Blocked _ -> blockedBy.add(entry.side());
      case Content.Unblocked _ -> blockedBy.remove(entry.side());
      case Content.Hidden _ -> hidden = onlyBy(Side.CLIENT, entry);
      case Content.Restored _ -> hidden = !onlyBy(Side.CLIENT, entry);
      case Content.Left _ -> left = onlyBy(Side.CLIENT, entry);
      case Content.Returned _ -> left = !onlyBy(Side.CLIENT, entry);
      case Content.Restricted it -> {
        onlyBy(Side.STAFF, entry);
        restriction = Optional.of(new Restriction(it.reason(), it.until()));
      }
      case Content.Lifted _ -> {
        onlyBy(Side.STAFF, entry);
        restriction = Optional.empty();
      }
      case Content.Progress _, Content.Notice _ ->
          require(false, entry, "is of something that nobody sells here");
      case Content.Opened _,
          Content.Edited _,
          Content.Erasure _,
          Content.Erased _,
          Content.Unknown _ -> {}
    }
  }

  private static boolean onlyBy(Side side, Entry entry) {
    require(entry.side() == side, entry, "is not for this side");
    return true;
  }

  private static void require(boolean holds, Entry entry, String otherwise) {
    if (!holds) {
      throw new AssertionError("%s %s".formatted(entry, otherwise));
    }
  }
}
