package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the events that a WebSocket API gives to its functions, field for field as AWS does. */
final class SocketEvents {
  private final SocketApi.Definition api;
  private final String domainName;
  private final InstantSource clock;

  SocketEvents(SocketApi.Definition api, String domainName, InstantSource clock) {
    this.api = api;
    this.domainName = domainName;
    this.clock = clock;
  }

  /** The resource that an authorizer's policy must allow. */
  String methodArn() {
    return "arn:aws:execute-api:%s:%s:%s/%s/$connect"
        .formatted(api.region(), api.accountId(), api.apiId(), api.stage());
  }

  ObjectNode authorize(Request request, Peer peer, String requestId) {
    ObjectNode event = Json.object().put("type", "REQUEST").put("methodArn", methodArn());
    describe(event, request);
    event.putObject("stageVariables");
    event.set("requestContext", context("$connect", "CONNECT", peer, requestId));
    return event;
  }

  ObjectNode connect(Request request, Peer peer, String requestId) {
    ObjectNode event = Json.object();
    describe(event, request);
    event.set("requestContext", context("$connect", "CONNECT", peer, requestId));
    return event.put("isBase64Encoded", false);
  }

  ObjectNode message(String routeKey, Peer peer, String requestId, String body) {
    ObjectNode event = Json.object();
    ObjectNode context = context(routeKey, "MESSAGE", peer, requestId);
    context.put("messageId", AwsForms.id());
    event.set("requestContext", context);
    return event.put("body", body).put("isBase64Encoded", false);
  }

  ObjectNode disconnect(Peer peer, int code, String reason) {
    ObjectNode event = Json.object();
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("Host", List.of(domainName));
    headers.put("X-Forwarded-For", List.of(""));
    headers.put("x-api-key", List.of(""));
    headers.put("x-restapi", List.of(""));
    putMaps(event, "headers", "multiValueHeaders", headers);
    ObjectNode context = context("$disconnect", "DISCONNECT", peer, AwsForms.id());
    context.put("disconnectStatusCode", code).put("disconnectReason", reason);
    event.set("requestContext", context);
    return event.put("isBase64Encoded", false);
  }

  private void describe(ObjectNode event, Request request) {
    Map<String, List<String>> headers = new TreeMap<>(request.headers());
    // The gateway ends the client's connection, so these two are about nobody else.
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("Connection"));
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("Upgrade"));
    headers.put("X-Forwarded-For", List.of(request.sourceIp()));
    headers.put("X-Forwarded-Port", List.of(domainName.substring(domainName.indexOf(':') + 1)));
    headers.put("X-Forwarded-Proto", List.of("http"));
    putMaps(event, "headers", "multiValueHeaders", headers);
    if (!request.query().isEmpty()) {
      putMaps(event, "queryStringParameters", "multiValueQueryStringParameters", request.query());
    }
  }

  private static void putMaps(
      ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
    ObjectNode lasts = event.putObject(single);
    ObjectNode lists = event.putObject(multiple);
    values.forEach(
        (name, all) -> {
          lasts.put(name, all.getLast());
          ArrayNode list = lists.putArray(name);
          all.forEach(list::add);
        });
  }

  private ObjectNode context(String routeKey, String eventType, Peer peer, String requestId) {
    Instant now = clock.instant();
    ObjectNode context =
        Json.object()
            .put("routeKey", routeKey)
            .put("eventType", eventType)
            .put("extendedRequestId", requestId)
            .put("requestTime", AwsForms.requestTime(now))
            .put("messageDirection", "IN")
            .put("stage", api.stage())
            .put("connectedAt", peer.connectedAt().toEpochMilli())
            .put("requestTimeEpoch", now.toEpochMilli());
    ObjectNode identity = context.putObject("identity").put("sourceIp", peer.sourceIp());
    peer.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    peer.authorizer()
        .ifPresent(
            given -> {
              ObjectNode authorizer = context.putObject("authorizer");
              given.forEach(authorizer::put);
            });
    return context
        .put("requestId", requestId)
        .put("domainName", domainName)
        .put("connectionId", peer.connectionId())
        .put("apiId", api.apiId());
  }
}
