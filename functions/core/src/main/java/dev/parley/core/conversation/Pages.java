package dev.parley.core.conversation;

import java.util.ArrayList;
import java.util.List;

/** Cuts a log into pages that fit into one frame or answer. */
final class Pages {
  /** Few, because they may be large: what does not fit into the page is read for nothing. */
  private static final int READ_AT_ONCE = 50;

  private Pages() {}

  /**
   * The entries after {@code after} that fit into one page, none beyond {@code last}; at least one
   * where there is any.
   */
  static List<Entry> next(
      ConversationStore store, ConversationId id, long after, long last, int atMost) {
    List<Entry> page = new ArrayList<>();
    int bytes = 0;
    for (long seen = after; seen < last && page.size() < atMost; ) {
      int wanted = (int) Math.min(Math.min(last - seen, atMost - page.size()), READ_AT_ONCE);
      for (Entry entry : store.page(id, seen, wanted)) {
        bytes += entry.jsonBytes();
        if (bytes > Limits.PAGE_BYTES && !page.isEmpty()) {
          return page;
        }
        page.add(entry);
      }
      seen = page.getLast().seq();
    }
    return page;
  }
}
