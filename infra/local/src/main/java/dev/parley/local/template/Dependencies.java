package dev.parley.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which resource must exist before which, to refuse the circles that CloudFormation refuses. */
final class Dependencies {
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();

  void add(String resource, String needed) {
    needs.computeIfAbsent(resource, _ -> new LinkedHashSet<>()).add(needed);
  }

  /** The first circle found, its first member repeated at the end. */
  Optional<List<String>> circle() {
    Set<String> clean = new HashSet<>();
    for (String start : needs.keySet()) {
      Optional<List<String>> found = walk(start, new ArrayList<>(), clean);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> walk(String at, List<String> trail, Set<String> clean) {
    if (clean.contains(at)) {
      return Optional.empty();
    }
    int before = trail.indexOf(at);
    trail.add(at);
    if (before >= 0) {
      return Optional.of(List.copyOf(trail.subList(before, trail.size())));
    }
    for (String next : needs.getOrDefault(at, Set.of())) {
      Optional<List<String>> found = walk(next, trail, clean);
      if (found.isPresent()) {
        return found;
      }
    }
    trail.removeLast();
    clean.add(at);
    return Optional.empty();
  }
}
