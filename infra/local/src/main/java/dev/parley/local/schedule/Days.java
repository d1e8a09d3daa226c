package dev.parley.local.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;

/** Which days a cron expression means, by the month or by the week. */
sealed interface Days {
  int WEEKS_THAT_BEGIN_IN_A_MONTH = 5;

  boolean has(LocalDate day);

  /** One of the two fields must be a question mark, and only one. */
  static Days read(String ofMonth, String ofWeek) {
    boolean byWeek = ofMonth.equals("?");
    if (byWeek == ofWeek.equals("?")) {
      throw new ScheduleException(
          "day-of-month and day-of-week: exactly one of them must be ?, not '%s' and '%s'"
              .formatted(ofMonth, ofWeek));
    }
    return byWeek ? ofWeek(ofWeek) : ofMonth(ofMonth);
  }

  private static Days ofMonth(String text) {
    if (text.equals("L")) {
      return new LastOfMonth();
    }
    if (text.endsWith("W")) {
      return new Workday(Field.DAY_OF_MONTH.value(text.substring(0, text.length() - 1)));
    }
    return new OfMonth(Field.DAY_OF_MONTH.read(text));
  }

  private static Days ofWeek(String text) {
    Field field = Field.DAY_OF_WEEK;
    int hash = text.indexOf('#');
    if (hash >= 0) {
      String which = text.substring(hash + 1);
      if (!which.matches("[1-" + WEEKS_THAT_BEGIN_IN_A_MONTH + "]")) {
        throw field.wrong("'" + which + "' after # is not in 1-" + WEEKS_THAT_BEGIN_IN_A_MONTH);
      }
      return new Nth(weekday(field.value(text.substring(0, hash))), Integer.parseInt(which));
    }
    if (text.equals("L")) {
      return new OfWeek(field.read("7"));
    }
    if (text.endsWith("L")) {
      return new LastWeekday(weekday(field.value(text.substring(0, text.length() - 1))));
    }
    return new OfWeek(field.read(text));
  }

  /** AWS counts from Sunday, which is 1. */
  private static DayOfWeek weekday(int number) {
    return DayOfWeek.SATURDAY.plus(number);
  }

  /** Days by their numbers. */
  record OfMonth(BitSet numbers) implements Days {
    @Override
    public boolean has(LocalDate day) {
      return numbers.get(day.getDayOfMonth());
    }
  }

  /** {@code L}: the last day of each month. */
  record LastOfMonth() implements Days {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth();
    }
  }

  /** {@code 15W}: the day from Monday to Friday in the same month that is nearest to a number. */
  record Workday(int number) implements Days {
    @Override
    public boolean has(LocalDate day) {
      if (number > day.lengthOfMonth()) {
        return false;
      }
      LocalDate meant = day.withDayOfMonth(number);
      LocalDate nearest =
          switch (meant.getDayOfWeek()) {
            case SATURDAY -> number == 1 ? meant.plusDays(2) : meant.minusDays(1);
            case SUNDAY -> number == day.lengthOfMonth() ? meant.minusDays(2) : meant.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> meant;
          };
      return nearest.equals(day);
    }
  }

  /** Days of the week, Sunday being 1. */
  record OfWeek(BitSet numbers) implements Days {
    @Override
    public boolean has(LocalDate day) {
      return numbers.get(day.getDayOfWeek().getValue() % 7 + 1);
    }
  }

  /** {@code 6L}: the last Friday of each month. */
  record LastWeekday(DayOfWeek weekday) implements Days {
    @Override
    public boolean has(LocalDate day) {
      return day.equals(day.with(TemporalAdjusters.lastInMonth(weekday)));
    }
  }

  /** {@code 3#2}: the second Tuesday of each month. */
  record Nth(DayOfWeek weekday, int which) implements Days {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfWeek() == weekday && (day.getDayOfMonth() + 6) / 7 == which;
    }
  }
}
