package dev.parley.local.topic;

import dev.parley.local.endpoint.Reply;
import java.util.Map;
import java.util.UUID;

/** The answers of the Query protocol. */
final class Xml {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private Xml() {}

  static String element(String name, String text) {
    return "<%1$s>%2$s</%1$s>".formatted(name, escaped(text));
  }

  static String around(String name, String elements) {
    return "<%1$s>%2$s</%1$s>".formatted(name, elements);
  }

  static String map(String name, Map<String, String> entries) {
    StringBuilder xml = new StringBuilder();
    entries.forEach(
        (key, value) -> xml.append(around("entry", element("key", key) + element("value", value))));
    return around(name, xml.toString());
  }

  /** {@code result} are the elements of the action's result. */
  static Reply result(String action, String result) {
    String id = UUID.randomUUID().toString();
    String body =
        around(action + "Result", result) + around("ResponseMetadata", element("RequestId", id));
    return reply(200, action + "Response", body, id);
  }

  static Reply error(SnsException e) {
    String id = UUID.randomUUID().toString();
    String error =
        element("Type", e.status() < 500 ? "Sender" : "Receiver")
            + element("Code", e.code())
            + element("Message", e.getMessage());
    String body = around("Error", error) + element("RequestId", id);
    return reply(e.status(), "ErrorResponse", body, id);
  }

  private static Reply reply(int status, String root, String body, String id) {
    String xml = "<%1$s xmlns=\"%2$s\">%3$s</%1$s>\n".formatted(root, NAMESPACE, body);
    return Reply.xml(status, xml).with("x-amzn-RequestId", id);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#xD;");
                case '\t', '\n' -> escaped.appendCodePoint(c);
                default -> escaped.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? '?' : c);
              }
            });
    return escaped.toString();
  }
}
