package dev.parley.core.finance;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what nights have found. Everything here follows from the books, and may be written again.
 *
 * <p>All methods throw {@link dev.parley.core.failure.Unavailable} when trying again is right.
 */
public interface NightStore {
  /** Writes down which slices a night has; what was written before for it stays. */
  void plan(Night night, Set<String> slices);

  /** The names of the slices of a night; empty when it has none yet. */
  Set<String> planned(Night night);

  void put(Night night, Findings findings);

  /** What was found in the slices of a night that are done. */
  List<Findings> findings(Night night);

  Optional<Mark> mark(String workspace, String person);

  void put(String workspace, String person, Mark mark);

  void put(Report report);

  Optional<Report> report(String workspace, LocalDate date);
}
