package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.parley.local.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The RSA keys that an issuer publishes: kept for two hours, or until an unknown one is asked for.
 */
final class SigningKeys implements AutoCloseable {
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofHours(2);
  private static final Duration FETCH = Duration.ofMillis(1500);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(FETCH).build();
  private final String issuer;
  private final InstantSource clock;
  private final GatewayLog log;
  private volatile Map<String, RSAKey> keys = Map.of();
  private volatile Instant fetchedAt = Instant.MIN;

  SigningKeys(String issuer, InstantSource clock, GatewayLog log) {
    this.log = log;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Empty when the issuer has no such key, or cannot be reached. */
  Optional<RSAKey> find(String kid) {
    RSAKey known = keys.get(kid);
    if (known != null && fetchedAt.isAfter(clock.instant().minus(KEPT))) {
      return Optional.of(known);
    }
    refetch();
    return Optional.ofNullable(keys.get(kid));
  }

  /** Invented key ids must not turn into requests to the issuer, so this is done only so often. */
  private synchronized void refetch() {
    Instant now = clock.instant();
    if (fetchedAt.isAfter(now.minus(BETWEEN_FETCHES))) {
      return;
    }
    try {
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      String found = get(base + "/.well-known/openid-configuration");
      Optional<JsonNode> uri = Json.read(found).map(node -> node.path("jwks_uri"));
      if (uri.isPresent() && uri.get().isTextual()) {
        keys = rsaKeys(JWKSet.parse(get(uri.get().asText())));
      }
    } catch (IOException | ParseException | IllegalArgumentException e) {
      log.noKeys(issuer, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    fetchedAt = now;
  }

  private static Map<String, RSAKey> rsaKeys(JWKSet set) {
    Map<String, RSAKey> keys = new TreeMap<>();
    for (JWK key : set.getKeys()) {
      boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      if (key instanceof RSAKey rsa && key.getKeyID() != null && signs) {
        keys.put(key.getKeyID(), rsa);
      }
    }
    return Map.copyOf(keys);
  }

  private String get(String uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(FETCH).build();
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(uri + " answered " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
