package dev.parley.local.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks names also where nothing is resolved now: branches not taken, resources left out. */
final class References {
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final Set<String> parameters;
  private final Set<String> resources;
  private final Findings findings;

  References(Set<String> parameters, Set<String> resources, Findings findings) {
    this.parameters = parameters;
    this.resources = resources;
    this.findings = findings;
  }

  void check(Node node) {
    switch (node) {
      case Node.Sequence it -> it.items().forEach(this::check);
      case Node.Mapping it -> it.entries().values().forEach(this::check);
      case Node.Intrinsic it -> {
        checkNames(it);
        check(it.argument());
      }
      case Node.Scalar _, Node.Empty _ -> {}
    }
  }

  private void checkNames(Node.Intrinsic it) {
    switch (it.argument()) {
      case Node.Scalar text when it.name().equals("Ref") || it.name().equals("GetAtt") ->
          checkName(text.text(), it.place());
      case Node.Scalar text when it.name().equals("Sub") ->
          checkPattern(text.text(), Map.of(), it.place());
      case Node.Sequence list when it.name().equals("GetAtt") -> checkFirst(list, it.place());
      case Node.Sequence list when it.name().equals("Sub") -> checkSub(list.items(), it.place());
      case Node.Scalar _, Node.Sequence _, Node.Mapping _, Node.Empty _, Node.Intrinsic _ -> {}
    }
  }

  private void checkFirst(Node.Sequence list, Place place) {
    if (!list.items().isEmpty() && list.items().getFirst() instanceof Node.Scalar name) {
      checkName(name.text(), place);
    }
  }

  private void checkSub(List<Node> items, Place place) {
    if (items.size() == 2
        && items.getFirst() instanceof Node.Scalar pattern
        && items.getLast() instanceof Node.Mapping own) {
      checkPattern(pattern.text(), own.entries(), place);
    }
  }

  private void checkPattern(String pattern, Map<String, Node> own, Place place) {
    Matcher names = SUBSTITUTED.matcher(pattern);
    while (names.find()) {
      if (!own.containsKey(names.group(1))) {
        checkName(names.group(1), place);
      }
    }
  }

  private void checkName(String written, Place place) {
    String name = written.split("\\.", 2)[0];
    if (!name.startsWith("AWS::") && !parameters.contains(name) && !resources.contains(name)) {
      findings.add(place, Scopes.refersToNothing(name));
    }
  }
}
