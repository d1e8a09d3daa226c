package dev.parley.local.template;

import java.util.List;
import java.util.Map;

/** A part of the template as written, before anything is resolved. */
sealed interface Node {
  Place place();

  /** What YAML takes a scalar for; only JSON made of it tells 1 from '1'. */
  enum Kind {
    TEXT,
    NUMBER,
    FLAG
  }

  /** Any scalar but null, as text. */
  record Scalar(Place place, String text, Kind kind) implements Node {}

  /** A key without a value. */
  record Empty(Place place) implements Node {}

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {}

  /** A map whose keys keep their order. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {}

  /** A CloudFormation function, in its short or long form, under its short name: {@code Sub}. */
  record Intrinsic(Place place, String name, Node argument) implements Node {}
}
