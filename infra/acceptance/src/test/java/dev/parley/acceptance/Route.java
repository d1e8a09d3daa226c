package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route as the document has it.
 *
 * @param query what it cannot do without, with its question mark, or empty
 * @param body the schema of its body, if it takes one
 * @param example a body as documented
 */
record Route(
    String method, String template, String query, Optional<JsonNode> body, JsonNode example) {
  /** Every route of people that is documented. */
  static List<Route> all(ApiDocuments documents) {
    return documents
        .rest()
        .path("paths")
        .propertyStream()
        .flatMap(path -> of(documents, path.getKey(), path.getValue()))
        .toList();
  }

  private static Stream<Route> of(ApiDocuments documents, String path, JsonNode operations) {
    return operations
        .propertyStream()
        // Without a login come only calls of a provider, which are refused by its rules.
        .filter(operation -> !operation.getValue().has("security"))
        .map(
            (Map.Entry<String, JsonNode> operation) -> {
              JsonNode request =
                  ApiDocuments.resolve(documents.rest(), operation.getValue().path("requestBody"));
              JsonNode content = request.at("/content/application~1json");
              JsonNode first = content.path("examples").valueStream().findFirst().orElse(content);
              JsonNode example =
                  content.has("example") ? content.path("example") : first.path("value");
              return new Route(
                  operation.getKey().toUpperCase(),
                  path,
                  query(operation.getValue()),
                  Optional.of(content.path("schema")).filter(schema -> !schema.isMissingNode()),
                  example.isMissingNode() ? Json.object() : example);
            });
  }

  private static String query(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .filter(it -> it.path("in").asText().equals("query") && it.path("required").asBoolean())
        .map(it -> "?" + it.path("name").asText() + "=" + it.at("/schema/enum/0").asText())
        .findFirst()
        .orElse("");
  }

  boolean isPost() {
    return method.equals("POST");
  }

  /** Whether it changes something of a conversation. */
  boolean changesAConversation() {
    return isPost() && template.startsWith("/conversations/{conversationId}/");
  }

  /** The path with a conversation's id in it, and a person's where there is one. */
  String path(String conversation) {
    return template
        .replace("{conversationId}", conversation)
        .replace("{consultationId}", "A".repeat(22))
        .replace("{person}", "lev-sokolov")
        .replace("{fileId}", "A".repeat(22))
        .replace("{jobId}", "A".repeat(22))
        .replace("{topUpId}", "A".repeat(22))
        .replace("{withdrawalId}", "A".repeat(22))
        .replace("{paymentId}", "A".repeat(22))
        .replace("{date}", "2026-03-02")
        .replace("{seq}", "1");
  }

  /** The example as bytes; none where no body is taken. */
  byte[] bytes() {
    return isPost() ? example.toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
  }
}
