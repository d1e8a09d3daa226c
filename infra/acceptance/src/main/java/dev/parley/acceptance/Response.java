package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a REST call was answered with.
 *
 * @param contentType without parameters, such as {@code application/problem+json}
 */
public record Response(int status, String contentType, JsonNode body) {
  /** The stable error code; empty for successes and for answers of the gateway itself. */
  public String code() {
    return body.path("code").asText();
  }

  /** The body of a success; anything else is thrown as {@link Refused}. */
  JsonNode success() {
    if (status / 100 != 2) {
      throw new Refused(status, code(), body.path("field").asText(), body.toString());
    }
    return body;
  }
}
