package dev.parley.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resolved map that must be read completely: what nobody read or waved through is a finding. */
final class Fields {
  private final Place place;
  private final Map<String, Value> entries;
  private final Findings findings;
  private final Set<String> read = new HashSet<>();
  private final boolean broken;

  private Fields(Place place, Map<String, Value> entries, Findings findings, boolean broken) {
    this.place = place;
    this.entries = entries;
    this.findings = findings;
    this.broken = broken;
  }

  static Fields of(Value value, Findings findings) {
    return switch (value) {
      case Value.Fields it -> new Fields(it.place(), it.entries(), findings, false);
      case Value.Absent it -> new Fields(it.place(), Map.of(), findings, false);
      case Value.Broken it -> new Fields(it.place(), Map.of(), findings, true);
      case Value.Text it -> unfit(it, findings);
      case Value.Items it -> unfit(it, findings);
    };
  }

  private static Fields unfit(Value value, Findings findings) {
    findings.add(value.place(), "is not a map");
    return new Fields(value.place(), Map.of(), findings, true);
  }

  Place place() {
    return place;
  }

  Place place(String key) {
    Value value = entries.get(key);
    return value == null ? place.key(key, place.line()) : value.place();
  }

  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  boolean has(String key) {
    return entries.containsKey(key) && !(entries.get(key) instanceof Value.Absent);
  }

  Value value(String key) {
    read.add(key);
    return entries.getOrDefault(key, new Value.Absent(place(key)));
  }

  Optional<String> text(String key) {
    return switch (value(key)) {
      case Value.Text it -> Optional.of(it.text());
      case Value.Absent _, Value.Broken _ -> Optional.empty();
      case Value.Items _, Value.Fields _ -> wrong(key, "is not a text");
    };
  }

  /** A text that must be there and not empty; otherwise a finding and the empty text. */
  String requiredText(String key) {
    Optional<String> text = text(key);
    if (text.isPresent() && text.get().isBlank()) {
      wrong(key, "is empty");
    }
    return text.isPresent() ? text.get() : requiredValue(key);
  }

  /** A text that must be there and may be empty. */
  String requiredValue(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      missing(key);
    }
    return text.orElse("");
  }

  Optional<BigDecimal> number(String key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(new BigDecimal(text));
              } catch (NumberFormatException e) {
                return wrong(key, "is '" + text + "', not a number");
              }
            });
  }

  /** A whole number between two bounds, both included. */
  Optional<Integer> whole(String key, int from, int to) {
    return number(key)
        .flatMap(
            it -> {
              boolean fits =
                  it.stripTrailingZeros().scale() <= 0
                      && it.compareTo(BigDecimal.valueOf(from)) >= 0
                      && it.compareTo(BigDecimal.valueOf(to)) <= 0;
              return fits
                  ? Optional.of(it.intValueExact())
                  : wrong(key, "is " + it + ", not a whole number from " + from + " to " + to);
            });
  }

  Optional<Boolean> flag(String key) {
    return text(key)
        .flatMap(
            it ->
                switch (it) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> wrong(key, "is '" + it + "', not true or false");
                });
  }

  /** One of the given words. */
  Optional<String> word(String key, String... words) {
    return text(key)
        .flatMap(
            it ->
                List.of(words).contains(it)
                    ? Optional.of(it)
                    : wrong(key, "is '" + it + "', not one of " + List.of(words)));
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Value item : items(key)) {
      switch (item) {
        case Value.Text it -> texts.add(it.text());
        case Value.Broken _ -> {}
        case Value.Absent _, Value.Items _, Value.Fields _ ->
            findings.add(item.place(), "is not a text");
      }
    }
    return List.copyOf(texts);
  }

  List<Fields> maps(String key) {
    return items(key).stream().map(it -> of(it, findings)).toList();
  }

  /** One map or a list of maps, which policies treat alike. */
  List<Fields> oneOrMoreMaps(String key) {
    return value(key) instanceof Value.Fields one ? List.of(of(one, findings)) : maps(key);
  }

  private List<Value> items(String key) {
    return switch (value(key)) {
      case Value.Items it -> it.items();
      case Value.Absent _, Value.Broken _ -> List.of();
      case Value.Text _, Value.Fields _ -> {
        wrong(key, "is not a list");
        yield List.of();
      }
    };
  }

  Optional<Fields> fields(String key) {
    Value value = value(key);
    return value instanceof Value.Absent ? Optional.empty() : Optional.of(of(value, findings));
  }

  /** A map, or a text that holds one as JSON, as policies may be written. */
  Optional<Fields> document(String key) {
    Value value = value(key);
    if (!(value instanceof Value.Text text)) {
      return fields(key);
    }
    return Json.parsed(text.text())
        .filter(JsonNode::isObject)
        .map(it -> of(Json.value(it, value.place()), findings))
        .or(() -> wrong(key, "is a text and no JSON object"));
  }

  /** The same as JSON text. */
  Optional<String> json(String key) {
    return switch (value(key)) {
      case Value.Text it ->
          Json.parsed(it.text())
              .filter(JsonNode::isObject)
              .map(JsonNode::toString)
              .or(() -> wrong(key, "is a text and no JSON object"));
      case Value.Fields it -> Json.of(it).map(JsonNode::toString);
      case Value.Items _ -> wrong(key, "is not a map");
      case Value.Absent _, Value.Broken _ -> Optional.empty();
    };
  }

  /** One text or a list of texts, which policies treat alike. */
  List<String> oneOrMore(String key) {
    return value(key) instanceof Value.Text one ? List.of(one.text()) : texts(key);
  }

  /** A number of seconds between two bounds, both included. */
  Optional<Duration> seconds(String key, int from, int to) {
    return whole(key, from, to).map(Duration::ofSeconds);
  }

  /** Fields as if the key, which is missing, had an empty map: nothing more is said of them. */
  Fields absent(String key) {
    missing(key);
    return of(new Value.Broken(place(key)), findings);
  }

  /** Waves keys through. {@code why} tells the reader of the code why one machine needs none. */
  void nothing(String why, String... keys) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("say why these mean nothing on one machine");
    }
    read.addAll(List.of(keys));
  }

  void missing(String key) {
    if (!broken && (!entries.containsKey(key) || entries.get(key) instanceof Value.Absent)) {
      findings.add(place.key(key, place.line()), "is missing");
    }
  }

  void warn(String key, String what) {
    findings.warn(place(key), what);
  }

  <T> Optional<T> wrong(String key, String what) {
    findings.add(place(key), what);
    return Optional.empty();
  }

  /** Notes every key that was neither read nor waved through. */
  void done() {
    entries.forEach(
        (key, value) -> {
          if (!read.contains(key)) {
            findings.add(value.place(), "is not understood by the local cloud");
          }
        });
  }
}
