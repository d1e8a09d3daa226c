package dev.parley.core.conversation;

import java.util.ArrayList;
import java.util.List;

/** Cuts entries into pages that fit into one frame or answer. */
final class Pages {
  private Pages() {}

  /** How many of the first entries fit into one page; at least one of a list that has any. */
  static int fitting(List<Entry> entries) {
    int bytes = 0;
    int count = 0;
    for (Entry entry : entries) {
      bytes += entry.jsonBytes();
      if (count > 0 && (bytes > Limits.PAGE_BYTES || count == Limits.PAGE_ENTRIES)) {
        return count;
      }
      count++;
    }
    return count;
  }

  /** All entries in as few pages as it takes; one empty page of an empty list. */
  static List<List<Entry>> split(List<Entry> entries) {
    List<List<Entry>> pages = new ArrayList<>();
    List<Entry> rest = entries;
    do {
      int count = fitting(rest);
      pages.add(rest.subList(0, count));
      rest = rest.subList(count, rest.size());
    } while (!rest.isEmpty());
    return pages;
  }
}
