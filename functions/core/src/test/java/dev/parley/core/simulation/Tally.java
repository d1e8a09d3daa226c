package dev.parley.core.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing has happened. */
public final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  public void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  public void add(Tally other) {
    other.counts.forEach((what, many) -> counts.merge(what, many, Long::sum));
  }

  /** Those of some things that never happened. */
  public List<String> missing(Collection<String> expected) {
    return expected.stream().filter(what -> !counts.containsKey(what)).sorted().toList();
  }

  /** One line for each first word. */
  public String inWords() {
    Map<String, StringBuilder> lines = new TreeMap<>();
    counts.forEach(
        (what, many) -> {
          int space = what.indexOf(' ');
          lines
              .computeIfAbsent(what.substring(0, space), _ -> new StringBuilder())
              .append(", %s %,d".formatted(what.substring(space + 1), many));
        });
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (word, line) ->
            text.append("  ").append(word).append(": ").append(line.substring(2)).append('\n'));
    return text.toString();
  }
}
