package dev.parley.local.template;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML with CloudFormation's tags into nodes; constructs no Java object of the file's choice.
 */
final class NodeReader {
  private static final Set<String> LONG_NAMES_WITHOUT_PREFIX = Set.of("Ref");
  private static final int MAX_DEPTH = 60;

  private final Findings findings;
  private int budget = 100_000;

  private NodeReader(Findings findings) {
    this.findings = findings;
  }

  /** The file's root; an empty map when the file is no YAML, with the reason among the findings. */
  static Node.Mapping read(String yaml, Findings findings) {
    Place root = new Place("", 0);
    var nothing = new Node.Mapping(root, Map.of());
    try {
      var composed = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
      if (composed instanceof MappingNode mapping
          && new NodeReader(findings).convert(mapping, root, 0) instanceof Node.Mapping read) {
        return read;
      }
      findings.add("is not a map of sections");
    } catch (MarkedYAMLException e) {
      String where = e.getProblemMark() == null ? "" : " at line " + line(e.getProblemMark());
      findings.add("is not YAML" + where + ": " + e.getProblem());
    } catch (YAMLException e) {
      findings.add("is not YAML: " + e.getMessage());
    }
    return nothing;
  }

  private Node convert(org.yaml.snakeyaml.nodes.Node node, Place place, int depth) {
    if (depth > MAX_DEPTH || --budget < 0) {
      throw new YAMLException("it is nested or repeated too much, at " + place.path());
    }
    Tag tag = node.getTag();
    if (tag != null && tag.getValue().startsWith("!")) {
      return new Node.Intrinsic(place, tag.getValue().substring(1), content(node, place, depth));
    }
    return content(node, place, depth);
  }

  private Node content(org.yaml.snakeyaml.nodes.Node node, Place place, int depth) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, place);
      case SequenceNode sequence -> {
        List<Node> items = new ArrayList<>();
        for (var item : sequence.getValue()) {
          items.add(convert(item, place.item(items.size(), line(item)), depth + 1));
        }
        yield new Node.Sequence(place, List.copyOf(items));
      }
      case MappingNode mapping -> mapping(mapping, place, depth);
      default -> throw new YAMLException("it holds something unknown, at " + place.path());
    };
  }

  private static Node scalar(ScalarNode scalar, Place place) {
    if (Tag.NULL.equals(scalar.getTag())) {
      return new Node.Empty(place);
    }
    if (Tag.BOOL.equals(scalar.getTag())) {
      boolean yes =
          Set.of("true", "yes", "on").contains(scalar.getValue().toLowerCase(Locale.ROOT));
      return new Node.Scalar(place, Boolean.toString(yes), Node.Kind.FLAG);
    }
    boolean number = Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag());
    Node.Kind kind = number ? Node.Kind.NUMBER : Node.Kind.TEXT;
    return new Node.Scalar(place, scalar.getValue(), kind);
  }

  private Node mapping(MappingNode mapping, Place place, int depth) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.add(place, "has a key that is not text");
        continue;
      }
      Place at = place.key(key.getValue(), line(key));
      if (Tag.MERGE.equals(key.getTag())) {
        findings.add(at, "is a YAML merge, which CloudFormation refuses");
      } else if (entries.put(key.getValue(), convert(tuple.getValueNode(), at, depth + 1))
          != null) {
        findings.add(at, "is written twice");
      }
    }
    return longForm(place, entries);
  }

  private static Node longForm(Place place, Map<String, Node> entries) {
    if (entries.size() == 1) {
      String only = entries.keySet().iterator().next();
      if (only.startsWith("Fn::")) {
        return new Node.Intrinsic(place, only.substring(4), entries.get(only));
      }
      if (LONG_NAMES_WITHOUT_PREFIX.contains(only)) {
        return new Node.Intrinsic(place, only, entries.get(only));
      }
    }
    return new Node.Mapping(place, java.util.Collections.unmodifiableMap(entries));
  }

  private static int line(org.yaml.snakeyaml.nodes.Node node) {
    return line(node.getStartMark());
  }

  private static int line(org.yaml.snakeyaml.error.Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }
}
