package dev.parley.core.finance;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what nights have found. Everything here follows from the books, and may be written again.
 * Every read is strongly consistent.
 *
 * <p>All methods throw {@link dev.parley.core.failure.Unavailable} when trying again is right.
 */
public interface NightStore {
  /** Writes down which slices a night has, all at once; a night that has some keeps those. */
  void plan(Night night, List<Slice> slices);

  /** The slices of a night as they were first written down; empty when it has none yet. */
  List<Slice> planned(Night night);

  void put(Night night, Findings findings);

  /** What was found in the slices of a night that are done. */
  List<Findings> findings(Night night);

  /**
   * The mark of the latest day before this night's own at which one was left: what this night and
   * later ones leave is not for it, so that a night begun again finds what it found.
   */
  Optional<Mark> mark(Night night, String person);

  /** Leaves a mark for later nights, beside those of other nights. */
  void put(Night night, String person, Mark mark);

  void put(Report report);

  Optional<Report> report(String workspace, LocalDate date);
}
