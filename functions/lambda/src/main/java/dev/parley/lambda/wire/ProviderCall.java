package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A call by which a provider tells something; nothing in it is believed before it is verified. */
public final class ProviderCall {
  /** Largest body that is looked at. */
  static final int BODY_BYTES = 16_384;

  private static final int NO_CONTENT = 204;

  private final APIGatewayV2HTTPEvent event;

  public ProviderCall(APIGatewayV2HTTPEvent event) {
    this.event = event;
  }

  /** Method and path as the template declares them. */
  public String route() {
    return event.getRouteKey();
  }

  /** The workspace that the path names; what cannot be one is answered like one that is not. */
  public String workspace() {
    String workspace = event.getPathParameters().get("workspace");
    if (!Ids.isShort(workspace)) {
      throw Refused.notSigned();
    }
    return workspace;
  }

  public Map<String, String> headers() {
    return Optional.ofNullable(event.getHeaders()).orElse(Map.of());
  }

  /** As it came, byte for byte: that is what was signed. */
  public byte[] body() {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    byte[] bytes =
        event.getIsBase64Encoded()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BODY_BYTES) {
      throw Refused.of(Code.TOO_LARGE, "At most " + BODY_BYTES + " bytes are read here.");
    }
    return bytes;
  }

  /** The query as it came, byte for byte. */
  public String query() {
    return Optional.ofNullable(event.getRawQueryString()).orElse("");
  }

  /** It is taken in. */
  public static APIGatewayV2HTTPResponse taken() {
    return APIGatewayV2HTTPResponse.builder().withStatusCode(NO_CONTENT).build();
  }

  /** An answer in a provider's own words. */
  public static APIGatewayV2HTTPResponse answered(String json) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(Answers.OK)
        .withHeaders(Map.of("content-type", "application/json", "cache-control", "no-store"))
        .withBody(json)
        .build();
  }
}
