package dev.parley.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues access tokens like those of a Cognito user pool, for the asking, and publishes its key.
 */
public final class TokenIssuer implements AutoCloseable {
  /** How long a token is good. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  private static final String SCOPE = "aws.cognito.signin.user.admin";

  private final String host;
  private final Undertow server;
  private final int port;
  private volatile Pool pool;

  /** The pool that is played; there before anybody asks, or the answer is 503. */
  private record Pool(String id, List<String> clientIds, RSAKey key, InstantSource clock) {}

  private TokenIssuer(String host, int port) {
    this.host = host;
    this.server = Undertow.builder().addHttpListener(port, host, this::answer).build();
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the token issuer cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
    this.port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Binds at once, to a free port when {@code port} is 0; answers 503 until it serves a pool. */
  public static TokenIssuer listen(String host, int port) {
    return new TokenIssuer(host, port);
  }

  /**
   * Begins to play a pool.
   *
   * @param clientIds ids of its clients; tokens are for the first unless a request names another
   * @param data folder that keeps the key between starts; without one each start has its own key
   */
  public void serve(
      String poolId, List<String> clientIds, Optional<Path> data, InstantSource clock) {
    pool = new Pool(poolId, List.copyOf(clientIds), SigningKey.in(data), clock);
  }

  public int port() {
    return port;
  }

  /** The {@code iss} of its tokens. */
  public String issuer() {
    return "http://" + host + ":" + port + "/" + serving().id();
  }

  /** The id of its key. */
  public String keyId() {
    return serving().key().getKeyID();
  }

  /** The id of the client that its tokens are for. */
  public String clientId() {
    return serving().clientIds().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the user pool has no client"));
  }

  /** A token as the pool's first client gets it when the person with this id signs in now. */
  public String accessToken(String sub) {
    return accessToken(sub, clientId());
  }

  private String accessToken(String sub, String clientId) {
    return sign(keyId(), claims(sub, clientId));
  }

  /**
   * The claims of an access token of now, to be changed and signed by who wants a bad one; times
   * are seconds since 1970.
   */
  public Map<String, Object> claims(String sub) {
    return claims(sub, clientId());
  }

  private Map<String, Object> claims(String sub, String clientId) {
    Instant now = serving().clock().instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", sub);
    claims.put("iss", issuer());
    claims.put("client_id", clientId);
    claims.put("origin_jti", UUID.randomUUID().toString());
    claims.put("event_id", UUID.randomUUID().toString());
    claims.put("token_use", "access");
    claims.put("scope", SCOPE);
    claims.put("auth_time", now.getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("username", sub);
    return claims;
  }

  /** Signs any claims with the pool's key, under any key id. */
  public String sign(String keyId, Map<String, Object> claims) {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(keyId).build(),
        claims);
  }

  /** Signs any claims with the pool's key, under any RSA header. */
  public String sign(JWSHeader header, Map<String, Object> claims) {
    try {
      JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
      claims.forEach(set::claim);
      SignedJWT token = new SignedJWT(header, set.build());
      token.sign(new RSASSASigner(serving().key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("this header cannot be signed: " + e.getMessage(), e);
    }
  }

  private Pool serving() {
    Pool known = pool;
    if (known == null) {
      throw new IllegalStateException("the issuer plays no pool yet");
    }
    return known;
  }

  private void answer(HttpServerExchange exchange) {
    Pool known = pool;
    if (known == null) {
      Replies.error(exchange, StatusCodes.SERVICE_UNAVAILABLE, "the local cloud is starting");
      return;
    }
    Replies.allowAnyPage(exchange);
    String base = "/" + known.id();
    switch (exchange.getRequestMethod() + " " + exchange.getRequestPath()) {
      case String it when it.equals("GET " + base + "/.well-known/openid-configuration") ->
          Replies.json(exchange, StatusCodes.OK, configuration());
      case String it when it.equals("GET " + base + "/.well-known/jwks.json") ->
          Replies.json(
              exchange, StatusCodes.OK, new JWKSet(known.key().toPublicJWK()).toJSONObject());
      case String it when it.equals("POST " + base + "/token") -> token(exchange, known);
      case String it when it.equals("OPTIONS " + base + "/token") -> Replies.preflight(exchange);
      default -> Replies.error(exchange, StatusCodes.NOT_FOUND, "there is nothing here");
    }
  }

  private Map<String, Object> configuration() {
    return Map.of(
        "issuer", issuer(),
        "jwks_uri", issuer() + "/.well-known/jwks.json",
        "token_endpoint", issuer() + "/token",
        "response_types_supported", List.of("token"),
        "subject_types_supported", List.of("public"),
        "id_token_signing_alg_values_supported", List.of("RS256"),
        "scopes_supported", List.of(SCOPE));
  }

  private void token(HttpServerExchange exchange, Pool known) {
    TokenRequest.receive(
        exchange,
        known.clientIds(),
        asked -> {
          String token = accessToken(asked.sub(), asked.clientId());
          if (Replies.wantsText(exchange)) {
            Replies.text(exchange, token);
          } else {
            Replies.json(
                exchange,
                StatusCodes.OK,
                Map.of(
                    "access_token",
                    token,
                    "token_type",
                    "Bearer",
                    "expires_in",
                    LIFETIME.toSeconds()));
          }
        });
  }

  @Override
  public void close() {
    server.stop();
  }
}
