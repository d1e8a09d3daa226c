package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Calls of the provider of payments, as the gateway hands them over. */
final class ProviderCalls {
  private final Surroundings around;
  private final Map<String, String> environment;
  private final Map<String, String> headers = new HashMap<>();
  private String workspace = "legal-portal";
  private String secret = ScriptedProvider.SECRET;
  private Duration age = Duration.ZERO;
  private boolean encoded;

  ProviderCalls(Surroundings around) {
    this.around = around;
    this.environment = new HashMap<>(around.environment());
  }

  /** For another workspace than that of the recorded events. */
  ProviderCalls to(String other) {
    workspace = other;
    return this;
  }

  /** Signed with another key. */
  ProviderCalls by(String other) {
    secret = other;
    return this;
  }

  /** Signed this long ago. */
  ProviderCalls sent(Duration ago) {
    age = ago;
    return this;
  }

  /** In Base64, as what is no text for the gateway comes. */
  ProviderCalls encoded() {
    encoded = true;
    return this;
  }

  /** With another value of a header than the right one. */
  ProviderCalls with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** With something else in the function's environment. */
  ProviderCalls where(String key, String value) {
    environment.put(key, value);
    return this;
  }

  static String payment(String status, String id, String reference, long amount) {
    String known = reference.isEmpty() ? "" : ",\"reference\":\"" + reference + "\"";
    long gone = status.equals("paid") ? 0 : amount;
    return """
    {"type":"payment.%s","data":{"id":"%s"%s,"amount":{"amount":%d,"currency":"RUB"},\
    "status":"%s","takenBack":{"amount":%d,"currency":"RUB"}}}\
    """
        .formatted(status, id, known, amount, status, gone);
  }

  /** Tells something, signed as it is told. */
  int tell(String id, String body) throws IOException {
    return tell(id, body, body).getStatusCode();
  }

  /** Tells something else than what was signed. */
  APIGatewayV2HTTPResponse tell(String id, String signed, String told) throws IOException {
    long seconds = around.clock().instant().minus(age).getEpochSecond();
    byte[] bytes = signed.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new HashMap<>(ScriptedProvider.signed(id, seconds, bytes, secret));
    all.putAll(headers);
    all.values().removeIf(String::isEmpty);
    return handle(all, told);
  }

  private APIGatewayV2HTTPResponse handle(Map<String, String> all, String told) throws IOException {
    APIGatewayV2HTTPEvent event =
        RecordedPlay.read("paymentWebhook-told", APIGatewayV2HTTPEvent.class);
    event.setHeaders(all);
    event.setPathParameters(Map.of("workspace", workspace));
    byte[] bytes = told.getBytes(StandardCharsets.UTF_8);
    event.setBody(encoded ? Base64.getEncoder().encodeToString(bytes) : told);
    event.setIsBase64Encoded(encoded);
    return new PaymentWebhook(environment, around.clock()).handleRequest(event, around.context());
  }
}
