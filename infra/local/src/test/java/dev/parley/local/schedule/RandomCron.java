package dev.parley.local.schedule;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A random cron expression together with what it means, said in another way. */
record RandomCron(String text, Predicate<LocalDateTime> meaning) {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private record Part(String text, Predicate<LocalDateTime> meaning) {}

  private record Values(String text, TreeSet<Integer> values) {}

  static RandomCron of(Random random) {
    Values minutes = values(random, 0, 59, List.of(), true);
    Values hours = values(random, 0, 23, List.of(), true);
    Values months = values(random, 1, 12, MONTHS, true);
    Part days = random.nextBoolean() ? ofMonth(random) : ofWeek(random);
    String year = random.nextInt(4) == 0 ? "2024-2027" : "*";
    String[] fields = days.text.split(" ");
    String text =
        "cron(%s %s %s %s %s %s)"
            .formatted(minutes.text, hours.text, fields[0], months.text, fields[1], year);
    return new RandomCron(
        text,
        at ->
            minutes.values.contains(at.getMinute())
                && hours.values.contains(at.getHour())
                && months.values.contains(at.getMonthValue())
                && days.meaning.test(at)
                && (year.equals("*") || at.getYear() >= 2024 && at.getYear() <= 2027));
  }

  private static Values values(
      Random random, int least, int most, List<String> names, boolean steps) {
    TreeSet<Integer> values = new TreeSet<>();
    String text =
        random
            .ints(1 + random.nextInt(3), 0, steps ? 5 : 2)
            .mapToObj(
                form -> {
                  int from = least + random.nextInt(most - least + 1);
                  int to = from + random.nextInt(most - from + 1);
                  int step = 1 + random.nextInt(most);
                  boolean open = form == 2 || form == 4;
                  for (int it = form == 4 ? least : from;
                      it <= (form == 0 ? from : open ? most : to);
                      it += form >= 2 ? step : 1) {
                    values.add(it);
                  }
                  String first = name(random, from, least, names);
                  return switch (form) {
                    case 0 -> first;
                    case 1 -> first + "-" + name(random, to, least, names);
                    case 2 -> first + "/" + step;
                    case 3 -> first + "-" + to + "/" + step;
                    default -> "*/" + step;
                  };
                })
            .collect(Collectors.joining(","));
    if (random.nextInt(3) == 0) {
      for (int it = least; it <= most; it++) {
        values.add(it);
      }
      return new Values("*", values);
    }
    return new Values(text, values);
  }

  private static String name(Random random, int value, int least, List<String> names) {
    return names.isEmpty() || random.nextBoolean() ? "" + value : names.get(value - least);
  }

  private static Part ofMonth(Random random) {
    int day = 1 + random.nextInt(31);
    return switch (random.nextInt(4)) {
      case 0 -> new Part("L ?", at -> at.getMonthValue() != at.plusDays(1).getMonthValue());
      case 1 -> new Part(day + "W ?", at -> at.getDayOfMonth() == workday(at, day));
      default -> {
        Values values = values(random, 1, 31, List.of(), true);
        yield new Part(values.text + " ?", at -> values.values.contains(at.getDayOfMonth()));
      }
    };
  }

  /** Looks around the day, one further each time, within the month. */
  private static int workday(LocalDateTime at, int day) {
    YearMonth month = YearMonth.from(at);
    if (day > month.lengthOfMonth()) {
      return -1;
    }
    for (int distance = 0; ; distance++) {
      for (int candidate : new int[] {day - distance, day + distance}) {
        if (month.isValidDay(candidate) && month.atDay(candidate).getDayOfWeek().getValue() < 6) {
          return candidate;
        }
      }
    }
  }

  private static Part ofWeek(Random random) {
    int day = 1 + random.nextInt(7);
    int which = 1 + random.nextInt(5);
    return switch (random.nextInt(4)) {
      case 0 ->
          new Part(
              "? " + name(random, day, 1, DAYS) + "L",
              at -> number(at) == day && at.getMonthValue() != at.plusDays(7).getMonthValue());
      case 1 ->
          new Part(
              "? " + name(random, day, 1, DAYS) + "#" + which,
              at ->
                  number(at) == day
                      && at.getDayOfMonth() > 7 * (which - 1)
                      && at.getDayOfMonth() <= 7 * which);
      default -> {
        Values values = values(random, 1, 7, DAYS, false);
        yield new Part("? " + values.text, at -> values.values.contains(number(at)));
      }
    };
  }

  private static int number(LocalDateTime at) {
    return switch (at.getDayOfWeek()) {
      case SUNDAY -> 1;
      case MONDAY -> 2;
      case TUESDAY -> 3;
      case WEDNESDAY -> 4;
      case THURSDAY -> 5;
      case FRIDAY -> 6;
      case SATURDAY -> 7;
    };
  }
}
