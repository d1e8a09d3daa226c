package dev.parley.core.finance;

import java.util.ArrayList;
import java.util.List;

/** A table read as RFC 4180 has it, and as nobody who wrote it reads it. */
record Table(List<String> heads, List<List<String>> rows) {
  static Table of(String csv) {
    List<List<String>> all = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < csv.length(); at++) {
      char it = csv.charAt(at);
      if (quoted && it == '"' && at + 1 < csv.length() && csv.charAt(at + 1) == '"') {
        cell.append(it);
        at++;
      } else if (it == '"') {
        quoted = !quoted;
      } else if (quoted || (it != ',' && it != '\r' && it != '\n')) {
        cell.append(it);
      } else if (it != '\r') {
        row.add(cell.toString());
        cell.setLength(0);
        if (it == '\n') {
          all.add(row);
          row = new ArrayList<>();
        }
      }
    }
    if (quoted || !row.isEmpty() || !cell.isEmpty()) {
      throw new IllegalArgumentException("the table ends within a row");
    }
    return new Table(all.getFirst(), all.subList(1, all.size()));
  }

  String cell(List<String> row, String head) {
    return row.get(heads.indexOf(head));
  }

  long number(List<String> row, String head) {
    return Long.parseLong(cell(row, head));
  }
}
