package dev.parley.local.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a template, so that all of it is reported together. */
final class Findings {
  private final String file;
  private final Set<String> lines = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  Findings(String file) {
    this.file = file;
  }

  /**
   * @param what continues the sentence that the path begins: "is missing"
   */
  void add(Place place, String what) {
    lines.add(line(place, what));
  }

  private String line(Place place, String what) {
    String line = place.line() > 0 ? " (line " + place.line() + ")" : "";
    return file + ": " + place.path() + " " + what + line;
  }

  void add(String sentence) {
    lines.add(file + ": " + sentence);
  }

  /** Something that AWS takes and that then does not work as it looks. */
  void warn(Place place, String what) {
    warnings.add(line(place, what));
  }

  List<String> warnings() {
    return List.copyOf(warnings);
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
