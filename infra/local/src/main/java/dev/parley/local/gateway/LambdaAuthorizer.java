package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Lambda authorizer of an HTTP API: payload format 2.0, its answers kept for a while. */
public final class LambdaAuthorizer {
  /**
   * What a template says about it.
   *
   * @param identitySource like {@code $request.header.Authorization}; all must be present, and
   *     their values are what an answer is kept by
   * @param simpleAnswers whether the function answers {@code isAuthorized}, instead of an IAM
   *     policy
   * @param kept for how long an answer is used again, at most an hour; zero for never
   */
  public record Definition(
      String function, List<String> identitySource, boolean simpleAnswers, Duration kept) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public Definition {
      identitySource = List.copyOf(identitySource);
      for (String source : identitySource) {
        if (!SOURCE.matcher(source).matches()) {
          throw new IllegalArgumentException(
              "an identity source is $request.header.NAME, $request.querystring.NAME or"
                  + " $context.routeKey, not "
                  + source);
        }
      }
      if (kept.isNegative() || kept.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("answers are kept for 0 to 3600 seconds, not " + kept);
      }
      if (!kept.isZero() && identitySource.isEmpty()) {
        throw new IllegalArgumentException("answers can only be kept by an identity source");
      }
    }
  }

  /** What came of asking. */
  sealed interface Decision {
    /** {@code context} is what the function said besides, null when nothing. */
    record Admitted(JsonNode context) implements Decision, Admission {}

    record Refused(int status, String message, String why) implements Decision {}
  }

  private record Kept(JsonNode answer, Instant until) {}

  private static final Pattern SOURCE =
      Pattern.compile("\\$(?:request\\.(header|querystring)\\.(.+)|context\\.routeKey)");

  /** Longer than this no authorizer may take, whatever its function's own timeout. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Definition definition;
  private final BoundedInvoker invoker;
  private final HttpEvents events;
  private final InstantSource clock;
  private final Map<List<String>, Kept> answers = new ConcurrentHashMap<>();

  LambdaAuthorizer(
      Definition definition, BoundedInvoker invoker, HttpEvents events, InstantSource clock) {
    this.definition = definition;
    this.invoker = invoker;
    this.events = events;
    this.clock = clock;
  }

  Decision decide(Request request, HttpRoutes.Match match) {
    List<String> identity = new ArrayList<>();
    for (String source : definition.identitySource()) {
      Optional<String> value = value(source, request, match).filter(it -> !it.isEmpty());
      if (value.isEmpty()) {
        return new Decision.Refused(401, "Unauthorized", source + " is missing");
      }
      identity.add(value.get());
    }
    Kept kept = answers.get(identity);
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return judge(kept.answer(), request);
    }
    ObjectNode event = events.authorize(request, match, identity);
    return switch (invoker.invoke(definition.function(), event, LONGEST)) {
      case Answer.Returned(byte[] json) -> {
        JsonNode answer = Json.read(json).orElse(Json.object());
        Decision decision = judge(answer, request);
        keep(identity, answer, decision);
        yield decision;
      }
      case Answer.Failed(String type, String message) ->
          misconfigured("the authorizer threw " + type + ": " + message);
      case Answer.TimedOut(Duration after) -> misconfigured("no answer after " + after);
    };
  }

  private static Optional<String> value(String source, Request request, HttpRoutes.Match match) {
    Matcher matcher = SOURCE.matcher(source);
    if (!matcher.matches() || matcher.group(1) == null) {
      return Optional.of(match.routeKey());
    }
    return matcher.group(1).equals("header")
        ? request.header(matcher.group(2))
        : request.queryParameter(matcher.group(2));
  }

  /** Keeps the answer and not the decision: a policy may allow one path and not the next. */
  private void keep(List<String> identity, JsonNode answer, Decision decision) {
    boolean usable = !(decision instanceof Decision.Refused refused) || refused.status() == 403;
    if (usable && !definition.kept().isZero()) {
      Instant now = clock.instant();
      answers.values().removeIf(it -> !now.isBefore(it.until()));
      answers.put(identity, new Kept(answer, now.plus(definition.kept())));
    }
  }

  private Decision judge(JsonNode answer, Request request) {
    JsonNode context = answer.path("context");
    if (!context.isObject() && !context.isNull() && !context.isMissingNode()) {
      return misconfigured("the authorizer's context is not an object");
    }
    boolean allowed;
    if (definition.simpleAnswers()) {
      if (!answer.path("isAuthorized").isBoolean()) {
        return misconfigured("the authorizer must answer isAuthorized, true or false");
      }
      allowed = answer.path("isAuthorized").asBoolean();
    } else {
      Optional<PolicyDocument> policy = PolicyDocument.read(answer.path("policyDocument"));
      if (policy.isEmpty() || !answer.path("principalId").isTextual()) {
        return misconfigured("the authorizer must answer principalId and an IAM policyDocument");
      }
      allowed = policy.get().allows(events.routeArn(request));
    }
    return allowed
        ? new Decision.Admitted(context)
        : new Decision.Refused(403, "Forbidden", "the authorizer does not allow it");
  }

  private static Decision misconfigured(String why) {
    return new Decision.Refused(500, "Internal Server Error", why);
  }
}
