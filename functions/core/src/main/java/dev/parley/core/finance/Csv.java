package dev.parley.core.finance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes tables as RFC 4180 has them, safe to open in a spreadsheet. */
final class Csv {
  /** Spreadsheets of half the world part cells at semicolons. */
  private static final String SEPARATORS = ",;\"";

  private static final String FORMULAS = "=+-@\t\r\n";

  private final StringBuilder text = new StringBuilder();

  Csv(String... heads) {
    line(List.of(heads));
  }

  /** Adds a row. Numbers go as they are; a text that a spreadsheet would calculate is quoted. */
  void row(Object... cells) {
    line(List.of(cells));
  }

  /** A name of ours as it stands in a table. */
  static String name(Enum<?> it) {
    return it.name().toLowerCase(Locale.ROOT);
  }

  private void line(List<?> cells) {
    text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
  }

  private static String cell(Object value) {
    String cell = value.toString();
    if (value instanceof Number) {
      return cell;
    }
    if (!cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0) {
      cell = "'" + cell;
    }
    boolean needsQuotes = cell.chars().anyMatch(it -> SEPARATORS.indexOf(it) >= 0 || it < ' ');
    return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
