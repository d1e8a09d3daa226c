package dev.parley.bench;

import java.util.List;
import java.util.stream.Collectors;

/** All that was measured. */
record Table(List<Row> rows) {
  static final String HEAD = "| measured | figure | goal |\n|---|---|---|\n";

  Table {
    rows = List.copyOf(rows);
  }

  /** A line of the table; {@code goal} is empty where there is none. */
  record Row(String what, String figure, String goal, boolean met) {
    /** A figure that nobody has to reach. */
    static Row of(String what, String figure) {
      return new Row(what, figure, "", true);
    }

    String text() {
      return "| %s | %s | %s |\n".formatted(what, figure, goal);
    }
  }

  List<Row> missed() {
    return rows.stream().filter(row -> !row.met()).toList();
  }

  String text() {
    return rows.stream().map(Row::text).collect(Collectors.joining("", HEAD, ""));
  }
}
