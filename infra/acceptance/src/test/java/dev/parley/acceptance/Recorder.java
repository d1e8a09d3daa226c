package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Holds every answer and frame against the documents and keeps what contradicts them. */
final class Recorder implements Witness {
  private static final Set<String> FORM =
      Set.of("invalid_json", "unknown_action", "missing_field", "unknown_field");

  // A class of ours or of a library, or a line of a stack trace: no business of anybody outside.
  private static final Pattern INSIDES =
      Pattern.compile(
          "(dev\\.parley|java\\.|javax\\.|com\\.fasterxml|com\\.amazonaws|software\\.amazon)[.\\w]*"
              + "|\\w+Exception\\b|\\.java:[0-9]+|\\bat \\w+\\.\\w+");

  private final ApiDocuments documents;
  private final List<String> findings = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> asked = new ConcurrentHashMap<>();

  Recorder(ApiDocuments documents) {
    this.documents = documents;
  }

  List<String> findings() {
    return List.copyOf(findings);
  }

  @Override
  public void answered(String method, String path, Response response) {
    keep(method + " " + path, documents.findings(method, path, response), response.body());
  }

  @Override
  public void sent(String frame) {
    JsonNode json;
    try {
      json = Json.read(frame);
    } catch (IllegalArgumentException e) {
      return;
    }
    if (json != null && json.path("requestId").isTextual()) {
      asked.put(json.path("requestId").asText(), documents.sent(json));
    }
  }

  @Override
  public void received(JsonNode frame) {
    keep("received", documents.received(frame), frame);
    List<String> wrong = asked.get(frame.path("requestId").asText());
    if (wrong == null) {
      return;
    }
    boolean refused = frame.path("type").asText().equals("error");
    if (!refused && !wrong.isEmpty()) {
      findings.add("a frame against the documents was taken: " + wrong + ", answer " + frame);
    }
    if (refused && wrong.isEmpty() && FORM.contains(frame.path("code").asText())) {
      findings.add("a frame as documented was refused for its form: " + frame);
    }
  }

  private void keep(String what, List<String> wrong, JsonNode instance) {
    wrong.forEach(finding -> findings.add(what + ": " + finding + " in " + instance));
    if (showsInsides(instance)) {
      findings.add(what + ": it shows what is inside: " + instance);
    }
  }

  static boolean showsInsides(JsonNode answer) {
    return INSIDES.matcher(answer.toString()).find();
  }
}
