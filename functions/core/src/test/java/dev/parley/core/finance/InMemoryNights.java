package dev.parley.core.finance;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What nights have found, in memory. */
public final class InMemoryNights implements NightStore {
  private record Day(String workspace, LocalDate date) {
    static Day of(Night night) {
      return new Day(night.workspace(), night.date());
    }
  }

  private record Person(String workspace, String id) {}

  private final Map<Day, List<Slice>> plans = new LinkedHashMap<>();
  private final Map<Day, Map<String, Findings>> found = new LinkedHashMap<>();
  private final Map<Person, NavigableMap<LocalDate, Mark>> marks = new LinkedHashMap<>();
  private final Map<Day, Report> reports = new LinkedHashMap<>();

  @Override
  public synchronized void plan(Night night, List<Slice> slices) {
    plans.putIfAbsent(Day.of(night), List.copyOf(slices));
  }

  @Override
  public synchronized List<Slice> planned(Night night) {
    return plans.getOrDefault(Day.of(night), List.of());
  }

  @Override
  public synchronized void put(Night night, Findings findings) {
    found
        .computeIfAbsent(Day.of(night), _ -> new LinkedHashMap<>())
        .put(findings.slice(), findings);
  }

  @Override
  public synchronized List<Findings> findings(Night night) {
    return List.copyOf(found.getOrDefault(Day.of(night), Map.of()).values());
  }

  @Override
  public synchronized Optional<Mark> mark(Night night, String person) {
    return Optional.ofNullable(of(night, person).lowerEntry(night.date())).map(Map.Entry::getValue);
  }

  @Override
  public synchronized void put(Night night, String person, Mark mark) {
    of(night, person).put(night.date(), mark);
  }

  private NavigableMap<LocalDate, Mark> of(Night night, String person) {
    return marks.computeIfAbsent(new Person(night.workspace(), person), _ -> new TreeMap<>());
  }

  @Override
  public synchronized void put(Report report) {
    reports.put(Day.of(report.night()), report);
  }

  @Override
  public synchronized Optional<Report> report(String workspace, LocalDate date) {
    return Optional.ofNullable(reports.get(new Day(workspace, date)));
  }
}
