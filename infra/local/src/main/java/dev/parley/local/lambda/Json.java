package dev.parley.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads and writes the JSON of Lambda's API. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  static JsonNode read(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  /** As Lambda takes a payload: nothing at all is an empty object, anything else must be JSON. */
  static byte[] payload(byte[] sent) {
    if (sent.length == 0) {
      return new byte[] {'{', '}'};
    }
    try {
      if (!MAPPER.readTree(sent).isMissingNode()) {
        return sent;
      }
      throw unreadable("No content to map due to end-of-input");
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(e.getMessage());
    }
  }

  private static LambdaException unreadable(String why) {
    return new LambdaException(
        400,
        "InvalidRequestContentException",
        "Could not parse request body into json: Could not parse payload into json: " + why);
  }
}
