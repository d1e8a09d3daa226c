package dev.parley.local.schedule;

import java.util.BitSet;
import java.util.List;

/** A field of a cron expression: its name, its bounds and the names of its values. */
record Field(String name, int least, int most, List<String> names, boolean steps) {
  static final Field MINUTES = new Field("minutes", 0, 59, List.of(), true);
  static final Field HOURS = new Field("hours", 0, 23, List.of(), true);
  static final Field DAY_OF_MONTH = new Field("day-of-month", 1, 31, List.of(), true);
  static final Field MONTH =
      new Field(
          "month",
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
          true);
  static final Field DAY_OF_WEEK =
      new Field(
          "day-of-week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), false);
  static final Field YEAR = new Field("year", 1970, 2199, List.of(), true);

  /** The values that a list of values, ranges and increments stands for. */
  BitSet read(String text) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      add(part, values);
    }
    return values;
  }

  private void add(String part, BitSet values) {
    String[] range = part.split("/", -1);
    if (range.length > 2 || range.length == 2 && !steps) {
      throw wrong("'" + part + "' is not understood");
    }
    int step = range.length == 2 ? step(range[1]) : 1;
    int from;
    int to;
    if (range[0].equals("*")) {
      from = least;
      to = most;
    } else {
      String[] ends = range[0].split("-", -1);
      if (ends.length > 2) {
        throw wrong("'" + part + "' is not understood");
      }
      from = value(ends[0]);
      to = ends.length == 2 ? value(ends[1]) : range.length == 2 ? most : from;
    }
    if (from > to) {
      throw wrong("the range '" + range[0] + "' runs backwards");
    }
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  /** One value, as a number or by its name. */
  int value(String text) {
    int named = names.indexOf(text);
    if (named >= 0) {
      return named + least;
    }
    if (!text.matches("\\d{1,4}")) {
      throw wrong("'" + text + "' is not understood");
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw wrong("%d is not in %d-%d".formatted(value, least, most));
    }
    return value;
  }

  private int step(String text) {
    int step = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (step < 1 || step > most) {
      throw wrong("the increment '%s' is not in 1-%d".formatted(text, most));
    }
    return step;
  }

  ScheduleException wrong(String why) {
    return new ScheduleException(name + ": " + why);
  }
}
