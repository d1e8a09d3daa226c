package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.local.Conforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are believed. */
class JwtAuthorizerTest {
  private LoginFixture login;

  @BeforeEach
  void open() throws Exception {
    login = new LoginFixture();
  }

  @AfterEach
  void close() {
    login.close();
  }

  @Test
  @Conforms({"http-jwt", "http-jwt-claims"})
  void aGoodTokenIsAdmittedAndItsClaimsAreText() throws Exception {
    JWTClaimsSet claims =
        login.claims().claim("groups", List.of("a", "b")).claim("ok", true).audience("app").build();
    assertThat(login.call("/any", "Bearer " + login.issuer.sign(claims)).statusCode())
        .isEqualTo(200);
    JsonNode jwt = login.functions.next("F").at("/requestContext/authorizer/jwt");
    assertThat(jwt.path("claims").toString())
        .contains("\"sub\":\"ann\"")
        .contains("\"aud\":\"app\"")
        .contains("\"groups\":\"[a b]\"")
        .contains("\"ok\":\"true\"")
        .contains("\"exp\":\"1795255500\"")
        .contains("\"iss\":\"" + login.issuer.url() + "\"");
    assertThat(jwt.path("scopes").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", ""})
  void theWordBearerMayBeWrittenAsOneLikes(String prefix) throws Exception {
    assertThat(login.call("/any", prefix + login.issuer.sign(login.claims().build())).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512"})
  void theRsaAlgorithmsAreBelieved(String algorithm) throws Exception {
    String token =
        TestIssuer.sign(
            login.claims().build(), JWSAlgorithm.parse(algorithm), login.issuer.key.get());
    assertThat(login.call("/any", "Bearer " + token).statusCode()).isEqualTo(200);
  }

  @Test
  void noTokenIsUnauthorized() throws Exception {
    login.assertUnauthorized(login.call("/any", null), "none");
    login.assertUnauthorized(login.call("/any", "Bearer "), "empty");
  }

  @Test
  @Conforms({"http-jwt-claims", "http-jwt-scopes"})
  void aMissingScopeIsForbidden() throws Exception {
    for (String scope : new String[] {"", "other", "reading"}) {
      String token = login.issuer.sign(login.claims().claim("scope", scope).build());
      HttpResponse<String> response = login.call("/scoped", "Bearer " + token);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
    assertThat(login.functions.order()).isEmpty();
    String token = login.issuer.sign(login.claims().claim("scope", "openid write").build());
    assertThat(login.call("/scoped", "Bearer " + token).statusCode()).isEqualTo(200);
    assertThat(login.functions.next("F").at("/requestContext/authorizer/jwt/scopes").toString())
        .isEqualTo("[\"openid\",\"write\"]");
    String listed = login.issuer.sign(login.claims().claim("scp", List.of("read")).build());
    assertThat(login.call("/scoped", "Bearer " + listed).statusCode()).isEqualTo(200);
  }

  @Test
  @Conforms("http-jwt-client")
  void theAudienceGoesBeforeTheClientId() throws Exception {
    assertThat(login.status(login.claims().claim("client_id", null).audience("other")))
        .isEqualTo(200);
    assertThat(login.status(login.claims().audience(List.of("x", "app")))).isEqualTo(200);
    assertThat(login.status(login.claims().audience("stranger"))).isEqualTo(401);
    assertThat(login.status(login.claims().claim("client_id", null))).isEqualTo(401);
    assertThat(login.status(login.claims().claim("client_id", "stranger"))).isEqualTo(401);
  }

  @Test
  @Conforms("http-jwt")
  void timesAreReadFromTheGivenClock() throws Exception {
    Instant now = login.clock.instant();
    String token = login.issuer.sign(login.claims().build());
    assertThat(login.call("/any", token).statusCode()).isEqualTo(200);
    login.clock.advance(Duration.ofSeconds(3599));
    assertThat(login.call("/any", token).statusCode()).isEqualTo(200);
    login.clock.advance(Duration.ofSeconds(1));
    assertThat(login.call("/any", token).statusCode()).isEqualTo(401);
    Date later = Date.from(now.plusSeconds(4000));
    assertThat(login.status(login.claims().notBeforeTime(later))).isEqualTo(401);
    assertThat(login.status(login.claims().issueTime(later))).isEqualTo(401);
    assertThat(login.status(login.claims().expirationTime(null))).isEqualTo(401);
    login.clock.advance(Duration.ofSeconds(400));
    assertThat(login.status(login.claims().notBeforeTime(later).issueTime(later))).isEqualTo(200);
  }

  @Test
  void aNewKeyIsFetchedButInventedOnesOnlyEveryFewSeconds() throws Exception {
    assertThat(login.status(login.claims())).isEqualTo(200);
    assertThat(login.status(login.claims())).isEqualTo(200);
    assertThat(login.issuer.fetches).hasValue(1);
    login.issuer.key.set(TestIssuer.newKey("two"));
    assertThat(login.status(login.claims())).isEqualTo(401);
    assertThat(login.issuer.fetches).hasValue(1);
    login.clock.advance(Duration.ofSeconds(3));
    assertThat(login.status(login.claims())).isEqualTo(200);
    RSAKey invented = TestIssuer.newKey("invented");
    for (int i = 0; i < 20; i++) {
      String token = TestIssuer.sign(login.claims().build(), JWSAlgorithm.RS256, invented);
      assertThat(login.call("/any", token).statusCode()).isEqualTo(401);
    }
    assertThat(login.issuer.fetches).hasValue(2);
  }

  @Test
  void anIssuerOutOfReachMakesTokensUnauthorized() throws Exception {
    String token = login.issuer.sign(login.claims().build());
    login.issuer.close();
    login.assertUnauthorized(login.call("/any", token), "issuer gone");
    assertThat(login.http.log)
        .singleElement()
        .asString()
        .startsWith("[WARN] no keys from " + login.issuer.url());
  }

  @Test
  void anIdentitySourceThatIsNoneIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new JwtAuthorizer(
                    new JwtAuthorizer.Definition("http://x", List.of("a"), "Authorization"),
                    login.clock,
                    new GatewayLog(_ -> {})));
  }
}
