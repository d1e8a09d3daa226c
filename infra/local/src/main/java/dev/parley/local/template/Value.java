package dev.parley.local.template;

import java.util.List;
import java.util.Map;

/** A resolved part of the template. */
sealed interface Value {
  Place place();

  /** A scalar; numbers and booleans are text here, as in CloudFormation's comparisons. */
  record Text(Place place, String text, Node.Kind kind) implements Value {
    Text(Place place, String text) {
      this(place, text, Node.Kind.TEXT);
    }
  }

  /** A list. */
  record Items(Place place, List<Value> items) implements Value {}

  /** A map. */
  record Fields(Place place, Map<String, Value> entries) implements Value {}

  /** AWS::NoValue, or a key without a value: as if it were not written. */
  record Absent(Place place) implements Value {}

  /** Something whose finding is already noted, so that nothing more is said about it. */
  record Broken(Place place) implements Value {}
}
