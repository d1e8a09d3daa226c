package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the REQUEST authorizer of a WebSocket API, once per connection and never from a cache. */
final class SocketAuthorizer {
  /** What came of asking. */
  sealed interface Verdict {
    /** principalId and context, every value as text. */
    record Admitted(Map<String, String> context) implements Verdict {}

    record Refused(int status, String message, String why) implements Verdict {}
  }

  private static final int ANSWER_BYTES = 8 * 1024;
  private static final Pattern SOURCE =
      Pattern.compile("route\\.request\\.(header|querystring)\\.(.+)");

  private final SocketApi.Authorizer definition;
  private final BoundedInvoker invoker;
  private final SocketEvents events;
  private final Duration atMost;

  SocketAuthorizer(
      SocketApi.Authorizer definition,
      BoundedInvoker invoker,
      SocketEvents events,
      Duration atMost) {
    for (String source : definition.identitySource()) {
      if (!SOURCE.matcher(source).matches()) {
        throw new IllegalArgumentException(
            "an identity source is route.request.header.NAME or route.request.querystring.NAME,"
                + " not "
                + source);
      }
    }
    this.definition = definition;
    this.invoker = invoker;
    this.events = events;
    this.atMost = atMost;
  }

  Verdict decide(Request request, Peer peer, String requestId) {
    for (String source : definition.identitySource()) {
      if (identity(source, request).filter(value -> !value.isEmpty()).isEmpty()) {
        return new Verdict.Refused(401, "Unauthorized", source + " is missing");
      }
    }
    Answer answer =
        invoker.invoke(definition.function(), events.authorize(request, peer, requestId), atMost);
    return switch (answer) {
      case Answer.Returned(byte[] json) -> judge(json);
      case Answer.Failed(String type, String message) when "Unauthorized".equals(message) ->
          new Verdict.Refused(401, "Unauthorized", "the authorizer threw Unauthorized");
      case Answer.Failed(String type, String message) ->
          misconfigured("the authorizer threw " + type + ": " + message);
      case Answer.TimedOut(Duration after) -> misconfigured("no answer after " + after);
    };
  }

  private static Optional<String> identity(String source, Request request) {
    Matcher matcher = SOURCE.matcher(source);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return matcher.group(1).equals("header")
        ? request.header(matcher.group(2))
        : request.queryParameter(matcher.group(2));
  }

  private Verdict judge(byte[] json) {
    if (json.length > ANSWER_BYTES) {
      return misconfigured("the authorizer answered more than 8 KB");
    }
    JsonNode answer = Json.read(json).orElse(Json.object());
    JsonNode principal = answer.path("principalId");
    Optional<PolicyDocument> policy = PolicyDocument.read(answer.path("policyDocument"));
    if (policy.isEmpty() || !principal.isTextual()) {
      // A simple response {"isAuthorized": true} ends here: AWS knows it for HTTP APIs only.
      return misconfigured("the authorizer must answer principalId and an IAM policyDocument");
    }
    Map<String, String> context = new LinkedHashMap<>();
    context.put("principalId", principal.asText());
    JsonNode given = answer.path("context");
    if (!given.isObject() && !given.isNull() && !given.isMissingNode()) {
      return misconfigured("the authorizer's context is not an object");
    }
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        return misconfigured("context." + entry.getKey() + " is not a string, number or boolean");
      }
      context.putIfAbsent(entry.getKey(), entry.getValue().asText());
    }
    return policy.get().allows(events.methodArn())
        ? new Verdict.Admitted(context)
        : new Verdict.Refused(403, "Forbidden", "the policy does not allow " + events.methodArn());
  }

  private static Verdict misconfigured(String why) {
    return new Verdict.Refused(500, "Internal server error", why);
  }
}
