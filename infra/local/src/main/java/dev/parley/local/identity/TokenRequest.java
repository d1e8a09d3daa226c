package dev.parley.local.identity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The body of a request for a token: who it is for, and for which of the pool's clients. */
record TokenRequest(String sub, String clientId) {
  private static final int MAX_BYTES = 4096;
  private static final ObjectReader READER =
      Replies.JSON
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads the body and hands it on, or answers 400. */
  static void receive(
      HttpServerExchange exchange, List<String> clientIds, Consumer<TokenRequest> then) {
    exchange.setMaxEntitySize(MAX_BYTES);
    exchange
        .getRequestReceiver()
        .receiveFullBytes(
            (_, body) -> {
              try {
                then.accept(parse(body, clientIds));
              } catch (BadRequest e) {
                Replies.error(exchange, StatusCodes.BAD_REQUEST, e.getMessage());
              }
            },
            (_, _) ->
                Replies.error(
                    exchange, StatusCodes.BAD_REQUEST, "the body is not readable or too long"));
  }

  private static TokenRequest parse(byte[] body, List<String> clientIds) throws BadRequest {
    JsonNode json;
    try {
      json = READER.readTree(body);
    } catch (IOException e) {
      throw new BadRequest("the body is not JSON");
    }
    if (!json.isObject()) {
      throw new BadRequest("the body is not a JSON object");
    }
    for (var field : json.properties()) {
      if (!List.of("sub", "client_id").contains(field.getKey())) {
        throw new BadRequest("unknown field " + field.getKey());
      }
    }
    JsonNode sub = json.path("sub");
    if (!sub.isTextual() || sub.textValue().isBlank() || sub.textValue().length() > 256) {
      throw new BadRequest("sub must be a text of 1 to 256 characters");
    }
    return new TokenRequest(sub.textValue(), client(json, clientIds));
  }

  private static String client(JsonNode json, List<String> clientIds) throws BadRequest {
    if (clientIds.isEmpty()) {
      throw new BadRequest("the user pool has no client");
    }
    if (!json.has("client_id")) {
      return clientIds.getFirst();
    }
    String asked = json.path("client_id").asText();
    if (!clientIds.contains(asked)) {
      throw new BadRequest("client_id is not a client of this user pool");
    }
    return asked;
  }

  /** A body that is refused, with the reason. */
  private static final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;

    BadRequest(String reason) {
      super(reason);
    }
  }
}
