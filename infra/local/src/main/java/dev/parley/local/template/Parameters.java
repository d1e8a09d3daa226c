package dev.parley.local.template;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The template's parameters with their values: the caller's, else the defaults. */
final class Parameters {
  private static final Set<String> TYPES = Set.of("String", "Number", "CommaDelimitedList");

  private final Findings findings;

  private Parameters(Findings findings) {
    this.findings = findings;
  }

  static Map<String, Value> resolve(Node section, Map<String, String> given, Findings findings) {
    Map<String, Value> values = new LinkedHashMap<>();
    Fields declared = Fields.of(Plain.value(section, findings), findings);
    var reader = new Parameters(findings);
    for (String name : declared.names()) {
      declared
          .fields(name)
          .ifPresent(
              it -> values.put(name, reader.value(it, Optional.ofNullable(given.get(name)))));
    }
    given.keySet().stream()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> findings.add("Parameters." + name + " is given but not declared"));
    return values;
  }

  private Value value(Fields declared, Optional<String> given) {
    declared.nothing("it is for people", "Description", "ConstraintDescription", "NoEcho");
    String type = declared.text("Type").orElse("String");
    if (!TYPES.contains(type)) {
      findings.add(declared.place("Type"), "is " + type + ", not one of " + sorted(TYPES));
    }
    Optional<String> byDefault = declared.text("Default");
    Optional<String> text = given.or(() -> byDefault);
    List<String> allowed = declared.texts("AllowedValues");
    var limits = Limits.of(declared);
    declared.done();
    if (text.isEmpty()) {
      return findings.broken(declared.place(), "has no value: it has no default and none is given");
    }
    return checked(declared.place(), type, text.get().strip(), allowed, limits);
  }

  private Value checked(
      Place place, String type, String text, List<String> allowed, Limits limits) {
    boolean list = type.equals("CommaDelimitedList");
    List<String> parts =
        list ? Stream.of(text.split(",", -1)).map(String::strip).toList() : List.of(text);
    for (String part : parts) {
      if (!allowed.isEmpty() && !allowed.contains(part)) {
        return findings.broken(place, "is '" + part + "', not one of " + allowed);
      }
      Optional<String> refusal = limits.refuses(part, type.equals("Number"));
      if (refusal.isPresent()) {
        return findings.broken(place, "is '" + part + "', " + refusal.get());
      }
    }
    return list
        ? new Value.Items(
            place, parts.stream().<Value>map(it -> new Value.Text(place, it)).toList())
        : new Value.Text(place, text);
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  /** The bounds of one parameter. */
  private record Limits(
      Optional<BigDecimal> minValue,
      Optional<BigDecimal> maxValue,
      Optional<Integer> minLength,
      Optional<Integer> maxLength,
      Optional<Pattern> pattern) {

    static Limits of(Fields declared) {
      return new Limits(
          declared.number("MinValue"),
          declared.number("MaxValue"),
          declared.number("MinLength").map(BigDecimal::intValue),
          declared.number("MaxLength").map(BigDecimal::intValue),
          declared.text("AllowedPattern").flatMap(it -> pattern(declared, it)));
    }

    private static Optional<Pattern> pattern(Fields declared, String written) {
      try {
        return Optional.of(Pattern.compile(written));
      } catch (PatternSyntaxException e) {
        declared.wrong("AllowedPattern", "is not a regular expression: " + e.getDescription());
        return Optional.empty();
      }
    }

    /** Why the text is refused, or nothing. */
    Optional<String> refuses(String text, boolean number) {
      if (number) {
        try {
          return outside(new BigDecimal(text));
        } catch (NumberFormatException e) {
          return Optional.of("not a number");
        }
      }
      if (minLength.isPresent() && text.length() < minLength.get()) {
        return Optional.of("shorter than " + minLength.get());
      }
      if (maxLength.isPresent() && text.length() > maxLength.get()) {
        return Optional.of("longer than " + maxLength.get());
      }
      return pattern
          .filter(it -> !it.matcher(text).matches())
          .map(it -> "which does not match " + it);
    }

    private Optional<String> outside(BigDecimal number) {
      if (minValue.isPresent() && number.compareTo(minValue.get()) < 0) {
        return Optional.of("less than " + minValue.get());
      }
      return maxValue.filter(it -> number.compareTo(it) > 0).map(it -> "more than " + it);
    }
  }
}
