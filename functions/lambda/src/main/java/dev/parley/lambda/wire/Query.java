package dev.parley.lambda.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The query parameters of a call, of which only some are known. */
record Query(Map<String, String> parameters) {
  private static final int CONSULTATIONS = 50;

  /**
   * @param known which parameters the call takes; another one is refused
   */
  static Query of(Map<String, String> parameters, Set<String> known) {
    for (String parameter : new TreeSet<>(parameters.keySet())) {
      if (!known.contains(parameter)) {
        throw Fields.unknown(parameter, known);
      }
    }
    return new Query(parameters);
  }

  /** The parameters of a page of consultations. */
  static Query consultations(Map<String, String> parameters) {
    return of(parameters, Set.of("after", "limit"));
  }

  /** How many consultations a page may have. */
  int fewConsultations() {
    return (int) number("limit", 1, CONSULTATIONS, CONSULTATIONS);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A whole number in a range. */
  long number(String name, long atLeast, long atMost, long otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    boolean digits = text.get().matches("[0-9]{1,10}");
    long number = digits ? Long.parseLong(text.get()) : -1;
    if (number < atLeast || number > atMost) {
      throw Fields.invalid(name, "a whole number from " + atLeast + " to " + atMost);
    }
    return number;
  }
}
