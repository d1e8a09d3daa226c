package dev.parley.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.local.Conforms;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIssuerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final HttpClient http = HttpClient.newHttpClient();
  private TokenIssuer issuer;
  @TempDir Path folder;

  @BeforeEach
  void start() {
    issuer = TokenIssuer.listen("127.0.0.1", 0);
    issuer.serve("pool_1", List.of("web", "phone"), Optional.empty(), () -> NOW);
  }

  @AfterEach
  void stop() {
    issuer.close();
    http.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + issuer.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    URI uri = URI.create(issuer.issuer() + "/token");
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private boolean verifies(String token) throws Exception {
    SignedJWT parsed = SignedJWT.parse(token);
    JWKSet keys = JWKSet.parse(get("/pool_1/.well-known/jwks.json").body());
    var key = keys.getKeyByKeyId(parsed.getHeader().getKeyID());
    assertThat(key).as("the published key").isNotNull();
    assertThat(key.isPrivate()).isFalse();
    return parsed.verify(new RSASSAVerifier(key.toRSAKey()));
  }

  @Test
  @Conforms("http-jwt-client")
  void aTokenHasTheClaimsOfACognitoAccessTokenAndVerifies() throws Exception {
    String token = issuer.accessToken("anna");
    assertThat(verifies(token)).isTrue();
    SignedJWT parsed = SignedJWT.parse(token);
    assertThat(parsed.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    var claims = parsed.getJWTClaimsSet();
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder(
            "sub",
            "iss",
            "client_id",
            "origin_jti",
            "event_id",
            "token_use",
            "scope",
            "auth_time",
            "exp",
            "iat",
            "jti",
            "username");
    assertThat(claims.getSubject()).isEqualTo("anna");
    assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:" + issuer.port() + "/pool_1");
    assertThat(claims.getStringClaim("client_id")).isEqualTo("web");
    assertThat(claims.getStringClaim("token_use")).isEqualTo("access");
    assertThat(claims.getIssueTime()).isEqualTo(NOW);
    assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void twoTokensDifferInTheirIds() throws Exception {
    assertThat(SignedJWT.parse(issuer.accessToken("a")).getJWTClaimsSet().getJWTID())
        .isNotEqualTo(SignedJWT.parse(issuer.accessToken("a")).getJWTClaimsSet().getJWTID());
  }

  @Test
  void theConfigurationLeadsToTheKeys() throws Exception {
    JsonNode found =
        new ObjectMapper().readTree(get("/pool_1/.well-known/openid-configuration").body());
    assertThat(found.path("issuer").asText()).isEqualTo(issuer.issuer());
    URI keys = URI.create(found.path("jwks_uri").asText());
    assertThat(get(keys.getPath()).body()).contains("\"keys\"").doesNotContain("\"d\"");
  }

  @Test
  void theTokenEndpointIssuesTokens() throws Exception {
    HttpResponse<String> answer = post("{\"sub\":\"anna\",\"client_id\":\"phone\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
    String token = body.path("access_token").asText();
    assertThat(verifies(token)).isTrue();
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("client_id"))
        .isEqualTo("phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"sub\":1}",
        "{\"sub\":\" \"}",
        "{\"sub\":\"a\",\"x\":1}",
        "{\"sub\":\"a\"} {}",
        "{\"sub\":\"a\",\"sub\":\"b\"}",
        "{\"sub\":\"a\",\"client_id\":\"x\"}"
      })
  void aBadBodyIsRefusedInJson(String body) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText())
        .isEqualTo("invalid_request");
  }

  @Test
  void aHugeBodyIsRefusedInJson() throws Exception {
    HttpResponse<String> answer = post("{\"sub\":\"" + "a".repeat(100_000) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_request");
  }

  @Test
  void otherPathsAndPoolsAreNotFound() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/pool_2/.well-known/jwks.json").statusCode()).isEqualTo(404);
    assertThat(get("/pool_1/token").statusCode()).isEqualTo(404);
  }

  @Test
  void beforeItPlaysAPoolItAnswers503() throws Exception {
    try (TokenIssuer early = TokenIssuer.listen("127.0.0.1", 0)) {
      URI uri = URI.create("http://127.0.0.1:" + early.port() + "/");
      var answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aTakenPortIsRefused() {
    assertThatThrownBy(() -> TokenIssuer.listen("127.0.0.1", issuer.port()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + issuer.port());
  }

  @Test
  void testsMaySignWhatTheyLike() throws Exception {
    var claims = issuer.claims("anna");
    claims.put("exp", 1L);
    claims.remove("client_id");
    String token = issuer.sign("other-key", claims);
    assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo("other-key");
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaims()).doesNotContainKey("client_id");
    var header = JWSHeader.parse(Map.of("alg", "RS512"));
    assertThat(SignedJWT.parse(issuer.sign(header, claims)).getHeader().getAlgorithm().getName())
        .isEqualTo("RS512");
  }

  @Test
  void aDataFolderKeepsTheKey() {
    String first = keyIdIn(Optional.of(folder.resolve("data")));
    assertThat(keyIdIn(Optional.of(folder.resolve("data")))).isEqualTo(first);
    assertThat(keyIdIn(Optional.empty())).isNotEqualTo(first);
  }

  @Test
  void theKeptKeyIsItsOwnersAlone() throws Exception {
    Path data = folder.resolve("alone");
    keyIdIn(Optional.of(data));
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).containsExactly(data.resolve("issuer-key.json"));
    }
    assumeThat(Files.getFileStore(data).supportsFileAttributeView("posix")).isTrue();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("issuer-key.json"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"kty\":\"RSA\",\"e\":\"AQAB\"", "{\"kty\":\"RSA\"}"})
  void aFileThatHoldsNoKeyIsNamed(String text) throws Exception {
    Path data = Files.createDirectories(folder.resolve("broken"));
    Path file = Files.writeString(data.resolve("issuer-key.json"), text);
    assertNamed(data, file);
  }

  @Test
  void aFileThatHoldsOnlyAPublicKeyIsNamed() throws Exception {
    Path data = folder.resolve("public");
    keyIdIn(Optional.of(data));
    Path file = data.resolve("issuer-key.json");
    Files.writeString(file, RSAKey.parse(Files.readString(file)).toPublicJWK().toJSONString());
    assertNamed(data, file);
  }

  private static void assertNamed(Path data, Path file) {
    assertThatThrownBy(() -> keyIdIn(Optional.of(data)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file + " holds no ")
        .hasMessageContaining("delete it");
  }

  private static String keyIdIn(Optional<Path> data) {
    try (TokenIssuer it = TokenIssuer.listen("127.0.0.1", 0)) {
      it.serve("pool_1", List.of("web"), data, () -> NOW);
      return it.keyId();
    }
  }
}
