package dev.parley.lambda.handler;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Who asks DynamoDB for what. */
final class DynamoCalls extends RecordedCalls {
  private static final Map<String, String> PARTS_OF_TRANSACTIONS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");

  DynamoCalls(URI dynamo) throws IOException {
    super(dynamo);
  }

  @Override
  Set<String> permissions(String operation, JsonNode body) {
    Set<String> permissions = new TreeSet<>();
    switch (operation) {
      case "TransactWriteItems" -> {
        for (JsonNode item : body.path("TransactItems")) {
          PARTS_OF_TRANSACTIONS.forEach(
              (part, permission) -> {
                if (item.has(part)) {
                  permissions.add(permission + " " + item.path(part).path("TableName").asText());
                }
              });
        }
      }
      case "BatchGetItem" ->
          names(body.path("RequestItems"))
              .forEach(table -> permissions.add("BatchGetItem " + table));
      default -> permissions.add(operation + " " + body.path("TableName").asText() + index(body));
    }
    return permissions;
  }

  /** An index is allowed by itself. */
  private static String index(JsonNode body) {
    return body.has("IndexName") ? "/index" : "";
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .forEach(names::add);
    return names;
  }
}
