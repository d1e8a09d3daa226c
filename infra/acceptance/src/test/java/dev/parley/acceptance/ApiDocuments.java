package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The two documents in infra/api, and what contradicts them. */
final class ApiDocuments {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final JsonNode rest;
  private final JsonNode socket;
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  private ApiDocuments(JsonNode rest, JsonNode socket) {
    this.rest = rest;
    this.socket = socket;
  }

  static ApiDocuments read() {
    Path folder = Repository.ROOT.resolve("infra/api");
    return new ApiDocuments(
        yaml(folder.resolve("openapi.yaml")), yaml(folder.resolve("asyncapi.yaml")));
  }

  JsonNode rest() {
    return rest;
  }

  JsonNode socket() {
    return socket;
  }

  /** What is wrong with an answer; nothing when it is as documented. */
  List<String> findings(String method, String path, Response response) {
    Optional<JsonNode> route = route(path.replaceAll("\\?.*", ""));
    Optional<JsonNode> operation = route.map(found -> found.path(method.toLowerCase()));
    if (operation.isEmpty() || operation.get().isMissingNode()) {
      // What no route takes is the gateway's to answer.
      boolean refused =
          response.status() == 404 && response.body().path("message").asText().equals("Not Found");
      return refused ? List.of() : List.of("a route that is not documented answered " + response);
    }
    JsonNode answer = operation.get().path("responses").path("" + response.status());
    if (answer.isMissingNode()) {
      return List.of("status " + response.status() + " is not documented");
    }
    JsonNode contents = resolve(rest, answer).path("content");
    if (contents.isMissingNode()) {
      return response.body().isMissingNode()
          ? List.of()
          : List.of("a body of status " + response.status() + " is not documented");
    }
    JsonNode content = contents.path(response.contentType());
    if (content.isMissingNode()) {
      return List.of(
          "content type '%s' of status %d is not documented"
              .formatted(response.contentType(), response.status()));
    }
    return validate(rest, content.path("schema"), response.body());
  }

  /** What is wrong with a frame of the server. */
  List<String> received(JsonNode frame) {
    return frame.has("type")
        ? frame("type", frame)
        : validate(socket, payload("gatewayError"), frame);
  }

  /** What is wrong with a frame of a client. */
  List<String> sent(JsonNode frame) {
    return frame("action", frame);
  }

  /** What is wrong with an instance of a schema that one of the documents holds or refers to. */
  List<String> validate(JsonNode document, JsonNode schema, JsonNode instance) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return compiled.computeIfAbsent(whole, SCHEMAS::getSchema).validate(instance).stream()
        .map(Object::toString)
        .toList();
  }

  /** Follows a reference inside the document, if the node is one. */
  static JsonNode resolve(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** The first example of a frame. */
  ObjectNode example(String message) {
    return (ObjectNode) socket.at("/components/messages/" + message + "/examples/0/payload");
  }

  /** Whether a frame must have a field. */
  boolean requires(String message, String field) {
    return resolve(socket, payload(message))
        .path("required")
        .valueStream()
        .anyMatch(each -> each.asText().equals(field));
  }

  private List<String> frame(String discriminator, JsonNode frame) {
    String wanted = frame.path(discriminator).asText();
    // By the constant and not by the name of the message: "read" goes both ways.
    return socket
        .at("/components/messages")
        .valueStream()
        .map(message -> message.path("payload"))
        .filter(payload -> constant(payload, discriminator).equals(wanted))
        .findFirst()
        .map(payload -> validate(socket, payload, frame))
        .orElseGet(() -> List.of("no frame of this " + discriminator + " is documented"));
  }

  private String constant(JsonNode payload, String discriminator) {
    String path = "/properties/" + discriminator + "/const";
    return resolve(socket, payload).at(path).asText("");
  }

  private JsonNode payload(String message) {
    return socket.path("components").path("messages").path(message).path("payload");
  }

  private Optional<JsonNode> route(String path) {
    return rest.path("paths")
        .propertyStream()
        .filter(route -> path.matches(route.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static JsonNode yaml(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return Json.tree(new Yaml(new SafeConstructor(options)).load(Repository.read(file)));
  }
}
