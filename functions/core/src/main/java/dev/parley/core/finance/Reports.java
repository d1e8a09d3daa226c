package dev.parley.core.finance;

import java.net.URI;
import java.time.Duration;

/** Keeps files for accountants; writing one again puts it in the place of the first. */
public interface Reports {
  /**
   * @param name path within the bucket
   */
  void put(String name, String csv);

  /** A link by which whoever has it can read a file for some time. */
  URI link(String name, Duration time);
}
