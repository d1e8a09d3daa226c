package dev.parley.local.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** By the calendar of a time zone: minutes, hours, days, months and years that fit. */
public final class Cron implements Expression {
  private final List<LocalTime> times;
  private final Days days;
  private final BitSet months;
  private final BitSet years;
  private final ZoneId zone;

  private Cron(List<LocalTime> times, Days days, BitSet months, BitSet years, ZoneId zone) {
    this.times = times;
    this.days = days;
    this.months = months;
    this.years = years;
    this.zone = zone;
  }

  static Cron read(String text, ZoneId zone) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 6) {
      throw new ScheduleException(
          "it has %d fields instead of 6: minutes hours day-of-month month day-of-week year"
              .formatted(text.isBlank() ? 0 : fields.length));
    }
    List<LocalTime> times = times(Field.MINUTES.read(fields[0]), Field.HOURS.read(fields[1]));
    Days days = Days.read(fields[2], fields[4]);
    return new Cron(times, days, Field.MONTH.read(fields[3]), Field.YEAR.read(fields[5]), zone);
  }

  private static List<LocalTime> times(BitSet minutes, BitSet hours) {
    List<LocalTime> times = new ArrayList<>();
    hours.stream()
        .forEach(hour -> minutes.stream().forEach(it -> times.add(LocalTime.of(hour, it))));
    return List.copyOf(times);
  }

  @Override
  public Optional<Instant> next(Instant after, Instant start) {
    LocalDate first = after.atZone(zone).toLocalDate();
    for (int year = years.nextSetBit(Math.max(0, first.getYear()));
        year >= 0;
        year = years.nextSetBit(year + 1)) {
      LocalDate from = year == first.getYear() ? first : LocalDate.of(year, 1, 1);
      for (LocalDate day = from; day.getYear() == year; day = following(day)) {
        Optional<Instant> found = on(day).stream().filter(it -> it.isAfter(after)).findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private LocalDate following(LocalDate day) {
    LocalDate next = day.plusDays(1);
    return months.get(next.getMonthValue()) ? next : next.withDayOfMonth(1).plusMonths(1);
  }

  @Override
  public Optional<Instant> latest(Instant upTo, Instant start) {
    // In the hour that is repeated, the calendar may already have shown the next day.
    LocalDate last = upTo.atZone(zone).toLocalDate().plusDays(1);
    for (int year = years.previousSetBit(Math.max(0, last.getYear()));
        year >= 0;
        year = years.previousSetBit(year - 1)) {
      LocalDate from = year == last.getYear() ? last : LocalDate.of(year, 12, 31);
      for (LocalDate day = from; day.getYear() == year; day = preceding(day)) {
        Optional<Instant> found =
            on(day).reversed().stream().filter(it -> !it.isAfter(upTo)).findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private LocalDate preceding(LocalDate day) {
    LocalDate previous = day.minusDays(1);
    return months.get(previous.getMonthValue())
        ? previous
        : previous.withDayOfMonth(1).minusDays(1);
  }

  private List<Instant> on(LocalDate day) {
    if (!months.get(day.getMonthValue()) || !days.has(day)) {
      return List.of();
    }
    List<Instant> instants = new ArrayList<>(times.size());
    for (LocalTime time : times) {
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(day.atTime(time));
      if (!offsets.isEmpty()) {
        instants.add(day.atTime(time).toInstant(offsets.getFirst()));
      }
    }
    return instants;
  }
}
