package dev.parley.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** What a function is invoked with, as Lambda takes it. */
final class Payload {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Payload() {}

  /** Nothing at all is an empty object, anything else must be JSON. */
  static byte[] of(byte[] sent) {
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
