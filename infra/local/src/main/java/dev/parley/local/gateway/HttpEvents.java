package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes the events that an HTTP API gives to its functions: payload format 2.0. */
final class HttpEvents {
  /** Every other type, and none at all, is base64: so AWS was measured to do (forms included). */
  private static final Set<String> TEXTS =
      Set.of("application/json", "application/xml", "application/javascript");

  private static final Set<String> HIDDEN =
      Set.of("cookie", "connection", "keep-alive", "transfer-encoding", "upgrade", "te");

  private final HttpApi.Definition api;
  private final String domainName;
  private final InstantSource clock;

  HttpEvents(HttpApi.Definition api, String domainName, InstantSource clock) {
    this.api = api;
    this.domainName = domainName;
    this.clock = clock;
  }

  ObjectNode event(
      Request request,
      HttpRoutes.Match match,
      Optional<? extends Admission> admitted,
      byte[] body) {
    ObjectNode event =
        Json.object()
            .put("version", "2.0")
            .put("routeKey", match.routeKey())
            // "Raw" is only its name: an HTTP API gives the path decoded.
            .put("rawPath", request.decodedPath())
            .put("rawQueryString", request.rawQuery());
    putCookies(event, request);
    putHeaders(event.putObject("headers"), request);
    if (!request.query().isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      request.query().forEach((name, values) -> query.put(name, String.join(",", values)));
    }
    event.set("requestContext", context(request, match.routeKey(), admitted));
    if (!match.pathParameters().isEmpty()) {
      ObjectNode parameters = event.putObject("pathParameters");
      match.pathParameters().forEach(parameters::put);
    }
    putBody(event, request.header("Content-Type").orElse(""), body);
    return event;
  }

  /** What a Lambda authorizer is asked with: the request without its body. */
  ObjectNode authorize(Request request, HttpRoutes.Match match, List<String> identity) {
    ObjectNode event = event(request, match, Optional.empty(), new byte[0]);
    event.remove("isBase64Encoded");
    event.put("type", "REQUEST").put("routeArn", routeArn(request));
    ArrayNode sources = event.putArray("identitySource");
    identity.forEach(sources::add);
    return event;
  }

  /** The resource that a policy must allow. */
  String routeArn(Request request) {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s%s"
        .formatted(
            api.region(),
            api.accountId(),
            api.apiId(),
            api.stage(),
            request.method(),
            request.decodedPath());
  }

  private static void putCookies(ObjectNode event, Request request) {
    request
        .header("Cookie")
        .ifPresent(
            cookie -> {
              ArrayNode cookies = event.putArray("cookies");
              for (String one : cookie.split("[;,]")) {
                if (!one.isBlank()) {
                  cookies.add(one.strip());
                }
              }
            });
  }

  private void putHeaders(ObjectNode headers, Request request) {
    Map<String, String> all = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) ->
                all.merge(
                    name.toLowerCase(Locale.ROOT),
                    String.join(",", values),
                    (one, two) -> one + "," + two));
    all.keySet().removeAll(HIDDEN);
    all.merge("x-forwarded-for", request.sourceIp(), (given, source) -> given + ", " + source);
    all.put("x-forwarded-port", domainName.substring(domainName.lastIndexOf(':') + 1));
    all.put("x-forwarded-proto", "http");
    all.forEach(headers::put);
  }

  private ObjectNode context(
      Request request, String routeKey, Optional<? extends Admission> admitted) {
    Instant now = clock.instant();
    ObjectNode context = Json.object().put("accountId", api.accountId()).put("apiId", api.apiId());
    if (admitted.isPresent()) {
      ObjectNode authorizer = context.putObject("authorizer");
      switch (admitted.get()) {
        case JwtAuthorizer.Decision.Admitted jwt -> putJwt(authorizer, jwt);
        case LambdaAuthorizer.Decision.Admitted(JsonNode given) ->
            authorizer.set("lambda", given.isObject() ? given : authorizer.nullNode());
      }
    }
    context.put("domainName", domainName).put("domainPrefix", domainName.split("[.:]")[0]);
    ObjectNode http = context.putObject("http");
    http.put("method", request.method())
        .put("path", request.decodedPath())
        .put("protocol", request.protocol())
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.header("User-Agent").orElse(""));
    return context
        .put("requestId", AwsForms.id())
        .put("routeKey", routeKey)
        .put("stage", api.stage())
        .put("time", AwsForms.requestTime(now))
        .put("timeEpoch", now.toEpochMilli());
  }

  private static void putJwt(ObjectNode authorizer, JwtAuthorizer.Decision.Admitted admitted) {
    ObjectNode jwt = authorizer.putObject("jwt");
    ObjectNode claims = jwt.putObject("claims");
    admitted.claims().forEach(claims::put);
    Optional<List<String>> scopes = admitted.scopes();
    if (scopes.isPresent()) {
      scopes.get().forEach(jwt.putArray("scopes")::add);
    } else {
      jwt.putNull("scopes");
    }
  }

  private static void putBody(ObjectNode event, String contentType, byte[] body) {
    Optional<String> text = isText(contentType) ? decode(body) : Optional.empty();
    if (body.length == 0) {
      event.put("isBase64Encoded", false);
    } else if (text.isPresent()) {
      event.put("body", text.get()).put("isBase64Encoded", false);
    } else {
      event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    }
  }

  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") || TEXTS.contains(type);
  }

  private static Optional<String> decode(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
