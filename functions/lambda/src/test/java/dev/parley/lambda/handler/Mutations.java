package dev.parley.lambda.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Damages texts and JSON objects, each time in another way. */
final class Mutations {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names of fields that somebody may try. */
  private static final List<String> NAMES =
      List.of("", "a", "Action", "__proto__", "\\u0061ction", "\\ud800", "\\u0000", "action ");

  /** Values as they stand in JSON, in it or nearly. */
  private static final List<String> VALUES =
      List.of(
              "null true false 0 -0 1 -1 2 3 1.5 1e2 1E+2 1e-2 1e999 -1e999 1e2147483648 01 +1 .5 0x10",
              "NaN -Infinity 10000000000 9223372036854775808 18446744073709551616 1.0 2e0 {} [] [1] [[]]",
              "{\"a\":1} [null] \"\" \"#\" \"..\" '1' \"\\ud83d\" \"\\ude00\" \"\\ude00\\ud83d\" \"\\x\"",
              "\"\\u0000\" \"\\u202e\" \"a\\u0300\\u0300\" \"\\ufeff\" \"\\uffff\" \"%00\" \"0.aaaaaa\"")
          .stream()
          .flatMap(line -> List.of(line.split(" ")).stream())
          .toList();

  private static final List<String> POSITIONS =
      List.of("0", "1", "2", "3", "999", "1000000", "9999999999", "10000000000");

  private static final int LONGER_THAN_READ = 131_073;
  private static final List<String> SNIPPETS =
      List.of(
          "\u0000", "\u0001", "\u001f", "\u007f", "\u0085", "\u2028", "\u202e", "\ufeff", "\ufffe",
          "\ud83d", "\ude00", "😀", "e\u0301", "İ", "ß", "ſ", "\uff11", "\u0661", "#", "\"", "\\",
          "{", "}", "[", "]", ",", ":", "/", "/**/", "%", "\t", "\r\n", " ", "\u00a0", "0", "-");

  private final RandomGenerator random;
  private final List<String> known;

  /**
   * @param known texts that mean something: names of people, ids, actions
   */
  Mutations(RandomGenerator random, List<String> known) {
    this.random = random;
    this.known = known;
  }

  boolean chance(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Something else in the place of a short text: damaged, meaningful elsewhere, or too long. */
  String word(String original) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> text(original);
      case 2 -> any(known);
      case 3 -> any(SNIPPETS).repeat(length());
      default -> any(VALUES).replace("\"", "");
    };
  }

  /** The text with a piece of it changed, lost, doubled or put in. */
  String text(String original) {
    int at = random.nextInt(original.length() + 1);
    int end = Math.min(original.length(), at + 1 + random.nextInt(8));
    String before = original.substring(0, at);
    return switch (random.nextInt(6)) {
      case 0 -> before;
      case 1 -> before + original.substring(end);
      case 2 -> before + original.substring(at, end).repeat(2) + original.substring(end);
      case 3 -> before + any(SNIPPETS) + original.substring(at);
      case 4 -> before + flipped(original.substring(at, end)) + original.substring(end);
      default -> before + (char) random.nextInt(0x10000) + original.substring(at);
    };
  }

  /** Every unit with one bit flipped. */
  private String flipped(String part) {
    return part.chars()
        .mapToObj(unit -> String.valueOf((char) (unit ^ (1 << random.nextInt(8)))))
        .collect(Collectors.joining());
  }

  /** A JSON object with its fields changed, or no JSON object any more. */
  String document(String original) {
    List<Field> fields = fields(original);
    String changed = fields.isEmpty() ? original : written(changed(fields));
    return switch (random.nextInt(200)) {
      case 0 -> changed + " ".repeat(LONGER_THAN_READ);
      case 1, 2, 3 -> "[".repeat(length()) + changed;
      case 4, 5, 6 -> changed + any(List.of(changed, "}", "\u0000", " x", ","));
      default -> chance(6) ? text(original) : chance(20) ? text(changed) : changed;
    };
  }

  /** One field of a JSON object, its value as it stands there. */
  private record Field(String name, String value) {}

  private List<Field> changed(List<Field> fields) {
    List<Field> changed = new ArrayList<>(fields);
    int at = random.nextInt(changed.size());
    Field one = changed.get(at);
    switch (random.nextInt(12)) {
      case 0 -> changed.remove(at);
      case 1 -> changed.add(one);
      case 2 -> changed.set(at, new Field(any(NAMES), one.value()));
      case 3 -> changed.add(new Field(any(NAMES), any(VALUES)));
      case 4 -> Collections.swap(changed, at, random.nextInt(changed.size()));
      case 5 -> changed.set(at, new Field(one.name(), any(fields).value()));
      case 6, 8, 9 -> changed.set(at, new Field(one.name(), meaningful(one.value())));
      case 7 -> changed.set(at, new Field(one.name(), large()));
      default -> changed.set(at, new Field(one.name(), any(VALUES)));
    }
    return changed;
  }

  private String meaningful(String instead) {
    boolean isNumber = Character.isDigit(instead.charAt(0));
    return isNumber ? any(POSITIONS) : "\"" + any(known) + "\"";
  }

  /** A value that is long, deep, or a number of many digits. */
  private String large() {
    int length = length();
    return switch (random.nextInt(4)) {
      case 0 -> "[".repeat(length) + "]".repeat(length);
      case 1 -> "9".repeat(length);
      case 2 -> "{\"a\":".repeat(length) + "1" + "}".repeat(length);
      default ->
          "\"" + any(List.of("x", "я", "😀", "\\ud83d\\ude00", "\\u0000")).repeat(length) + "\"";
    };
  }

  /** Mostly short, seldom more than anybody reads. */
  private int length() {
    return chance(40)
        ? any(List.of(1_000, 16_384, 16_385, 131_072, 140_000))
        : 1 + random.nextInt(100);
  }

  private static List<Field> fields(String json) {
    try {
      return JSON.readTree(json).propertyStream().map(Mutations::field).toList();
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static Field field(Map.Entry<String, JsonNode> field) {
    return new Field(field.getKey(), field.getValue().toString());
  }

  private static String written(List<Field> fields) {
    return fields.stream()
        .map(field -> "\"" + field.name() + "\":" + field.value())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
