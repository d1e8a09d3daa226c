package dev.parley.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a part of the template as it is written, where CloudFormation allows no functions. */
final class Plain {
  private Plain() {}

  static Value value(Node node, Findings findings) {
    return switch (node) {
      case Node.Scalar scalar -> new Value.Text(scalar.place(), scalar.text(), scalar.kind());
      case Node.Empty empty -> new Value.Absent(empty.place());
      case Node.Sequence sequence -> {
        List<Value> items = sequence.items().stream().map(it -> value(it, findings)).toList();
        yield new Value.Items(sequence.place(), items);
      }
      case Node.Mapping mapping -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, it) -> entries.put(key, value(it, findings)));
        yield new Value.Fields(mapping.place(), entries);
      }
      case Node.Intrinsic intrinsic ->
          findings.broken(
              intrinsic.place(), "uses " + intrinsic.name() + ", where no function is allowed");
    };
  }
}
