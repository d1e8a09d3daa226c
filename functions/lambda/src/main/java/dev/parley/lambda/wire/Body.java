package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Takes the text of a call from what the gateway hands over. */
final class Body {
  private Body() {}

  /** Empty when there is none. */
  static String of(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded() ? text(Base64.getDecoder().decode(body)) : body;
  }

  /** What is not UTF-8 is not JSON: a letter put in its place would be stored as if it was sent. */
  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw Refused.of(Code.INVALID_JSON, "The body is not UTF-8.");
    }
  }
}
