package dev.parley.local.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request of the Query protocol, below a prefix. */
record Form(Map<String, List<String>> fields, String prefix) {
  Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(prefix + name)).map(List::getFirst);
  }

  String required(String name) {
    return get(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> SnsException.invalid(name + " Reason: no value for required parameter"));
  }

  /** The members of a list or map, as {@code Name.member.1} and so on. */
  List<Form> members(String name, String member) {
    List<Form> members = new ArrayList<>();
    for (int i = 1; ; i++) {
      String below = "%s%s.%s.%d.".formatted(prefix, name, member, i);
      if (fields.keySet().stream().noneMatch(field -> field.startsWith(below))) {
        return members;
      }
      members.add(new Form(fields, below));
    }
  }

  /** A map of texts, as {@code Attributes.entry.1.key}. */
  Map<String, String> entries(String name) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (Form entry : members(name, "entry")) {
      entries.put(entry.required("key"), entry.get("value").orElse(""));
    }
    return entries;
  }
}
