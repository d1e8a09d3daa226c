package dev.parley.lambda.wire;

import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.SyncCursor;
import dev.parley.core.failure.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which conversations somebody wants listed. */
public sealed interface Listing {
  /** A page of one's own. */
  record Mine(boolean hidden, Optional<Inboxes.Place> after, int limit) implements Listing {}

  /** A page of a channel's. */
  record OfChannel(String channel, Optional<Inboxes.Place> after, int limit) implements Listing {}

  /** What has changed of one's own. */
  record MyChanges(SyncCursor since) implements Listing {}

  /** What has changed of a channel's. */
  record ChangesOfChannel(String channel, SyncCursor since) implements Listing {}

  /**
   * A page of the conversations whose other side somebody has blocked.
   *
   * @param channel whose staff have; the caller where it is empty
   */
  record Blocks(Optional<String> channel, Optional<Inboxes.Place> after, int limit) {}

  /** {@code <milliseconds>.<conversation>}, as {@link #text} writes it. */
  Pattern PLACE = Pattern.compile("([1-9][0-9]{12})\\.([A-Za-z0-9_-]{22})");

  /** Reads query parameters; each listing takes its own and no others. */
  static Listing read(Map<String, String> query) {
    if (query.containsKey("since")) {
      require(query, Set.of("channel", "since"));
      SyncCursor since = Drafts.cursor(query.get("since"));
      return query.containsKey("channel")
          ? new ChangesOfChannel(channel(query), since)
          : new MyChanges(since);
    }
    if (query.containsKey("channel")) {
      require(query, Set.of("channel", "since", "after", "limit"));
      return new OfChannel(channel(query), after(query), limit(query));
    }
    require(query, Set.of("channel", "since", "hidden", "after", "limit"));
    return new Mine(hidden(query), after(query), limit(query));
  }

  static Blocks blocks(Map<String, String> query) {
    require(query, Set.of("channel", "after", "limit"));
    Optional<String> channel =
        query.containsKey("channel") ? Optional.of(channel(query)) : Optional.empty();
    return new Blocks(channel, after(query), limit(query));
  }

  static String text(Inboxes.Place place) {
    return place.at().toEpochMilli() + "." + place.conversation();
  }

  private static void require(Map<String, String> query, Set<String> known) {
    for (String parameter : new TreeSet<>(query.keySet())) {
      if (!known.contains(parameter)) {
        throw Fields.unknown(parameter, known);
      }
    }
  }

  private static String channel(Map<String, String> query) {
    String channel = query.get("channel");
    if (!Ids.isShort(channel)) {
      throw Refused.notFound();
    }
    return channel;
  }

  private static boolean hidden(Map<String, String> query) {
    return switch (query.getOrDefault("hidden", "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Fields.invalid("hidden", "true or false");
    };
  }

  private static Optional<Inboxes.Place> after(Map<String, String> query) {
    return Optional.ofNullable(query.get("after"))
        .map(
            text -> {
              Matcher matcher = PLACE.matcher(text);
              if (!matcher.matches()) {
                throw Fields.invalid("after", "what was given as next, or absent");
              }
              return new Inboxes.Place(
                  Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2));
            });
  }

  private static int limit(Map<String, String> query) {
    String text = query.getOrDefault("limit", Integer.toString(Limits.INBOX_ROWS));
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > Limits.INBOX_ROWS) {
      throw Fields.invalid("limit", "a whole number from 1 to " + Limits.INBOX_ROWS);
    }
    return limit;
  }
}
