package dev.parley.core.finance;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Files for accountants in memory. */
public final class InMemoryReports implements Reports {
  private final Map<String, String> files = new TreeMap<>();

  @Override
  public synchronized void put(String name, String csv) {
    files.put(name, csv);
  }

  @Override
  public URI link(String name, Duration time) {
    return URI.create("memory:" + name + "?seconds=" + time.toSeconds());
  }

  /** Every file by its name. */
  public synchronized Map<String, String> all() {
    return Map.copyOf(files);
  }
}
