package dev.parley.local.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a template, so that all of it is reported together. */
final class Findings {
  private final String file;
  private final Set<String> lines = new LinkedHashSet<>();

  Findings(String file) {
    this.file = file;
  }

  /**
   * @param what continues the sentence that the path begins: "is missing"
   */
  void add(Place place, String what) {
    String line = place.line() > 0 ? " (line " + place.line() + ")" : "";
    lines.add(file + ": " + place.path() + " " + what + line);
  }

  void add(String sentence) {
    lines.add(file + ": " + sentence);
  }

  Value.Broken broken(Place place, String what) {
    add(place, what);
    return new Value.Broken(place);
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      List<String> all = new ArrayList<>(lines);
      throw new TemplateException(all);
    }
  }
}
