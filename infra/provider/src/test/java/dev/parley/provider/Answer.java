package dev.parley.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/** What the provider has answered. */
record Answer(int status, String body, HttpResponse<String> whole) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body(), response);
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("this is no JSON: " + body, e);
    }
  }

  String id() {
    return json().path("id").asText();
  }

  String status(String field) {
    return json().path(field).asText();
  }

  /** The status of the answer and the code of its error. */
  String refusal() {
    return status + " " + json().path("code").asText();
  }
}
