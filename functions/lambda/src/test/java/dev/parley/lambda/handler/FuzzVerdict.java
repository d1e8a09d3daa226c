package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.failure.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether an input was answered as anybody may be answered, whatever they sent. */
final class FuzzVerdict {
  /** What a frame is called that only others are shown. */
  static final String SILENCE = "silence";

  private static final int NO_CONTENT = 204;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CODES =
      Stream.of(Code.values()).map(Code::text).collect(Collectors.toSet());

  private FuzzVerdict() {}

  /** A status of success, or the code of a refusal. */
  static String ofAnswer(APIGatewayV2HTTPResponse answer) {
    int status = answer.getStatusCode();
    if (status == NO_CONTENT) {
      assertThat(answer.getBody()).isNull();
      return Integer.toString(status);
    }
    JsonNode body = read(answer.getBody());
    if (status >= 200 && status <= 202) {
      return Integer.toString(status);
    }
    assertThat(status).isBetween(400, 599);
    assertThat(answer.getHeaders()).containsEntry("content-type", "application/problem+json");
    assertThat(body.path("status").asInt()).isEqualTo(status);
    return code(body);
  }

  /** The type of the answer or the code of the error, among the frames that were posted. */
  static String ofFrames(int status, List<String> posted) {
    assertThat(status).isEqualTo(200);
    List<JsonNode> frames = posted.stream().map(FuzzVerdict::read).toList();
    frames.forEach(frame -> assertThat(frame.path("type").asText()).isNotEmpty());
    return frames.stream()
        .filter(frame -> !Set.of("entry", "typist").contains(frame.path("type").asText()))
        .findFirst()
        .map(
            frame ->
                frame.path("type").asText().equals("error")
                    ? code(frame)
                    : frame.path("type").asText())
        .orElse(SILENCE);
  }

  /** No defect was logged; a line says how it ended, for everything that is invoked. */
  static void ofLog(List<String> lines) {
    assertThat(lines).hasSize(1).noneMatch(line -> line.startsWith("ERROR"));
  }

  private static String code(JsonNode problem) {
    String code = problem.path("code").asText();
    assertThat(code).isIn(CODES).isNotEqualTo(Code.INTERNAL.text());
    return code;
  }

  private static JsonNode read(String json) {
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json)).as("UTF-8: %s", json).isTrue();
    try {
      JsonNode read = JSON.readTree(json);
      assertThat(read.isObject()).isTrue();
      return read;
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
