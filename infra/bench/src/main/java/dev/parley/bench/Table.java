package dev.parley.bench;

import java.util.List;

/** All that was measured. */
record Table(List<Row> rows) {
  Table {
    rows = List.copyOf(rows);
  }

  /** A line of the table; {@code goal} is empty where there is none. */
  record Row(String what, String figure, String goal, boolean met) {
    /** A figure that nobody has to reach. */
    static Row of(String what, String figure) {
      return new Row(what, figure, "", true);
    }
  }

  List<Row> missed() {
    return rows.stream().filter(row -> !row.met()).toList();
  }

  String text() {
    StringBuilder text = new StringBuilder("| measured | figure | goal |\n|---|---|---|\n");
    for (Row row : rows) {
      text.append("| %s | %s | %s |\n".formatted(row.what(), row.figure(), row.goal()));
    }
    return text.toString();
  }
}
