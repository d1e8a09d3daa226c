package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds every answer and frame against the documents and keeps what contradicts them. */
final class Recorder implements Witness {
  private static final Set<String> FORM =
      Set.of("invalid_json", "unknown_action", "missing_field", "unknown_field");

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
  }
}
