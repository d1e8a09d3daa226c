package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP API behind a JWT authorizer, and the issuer that it believes. */
final class LoginFixture implements AutoCloseable {
  final HttpFixture http = new HttpFixture();
  final ScriptedInvoker functions = http.functions;
  final TestClock clock = http.clock;
  final TestIssuer issuer;

  LoginFixture() throws java.io.IOException {
    issuer = new TestIssuer();
    http.serve(
        "$default",
        Optional.empty(),
        Map.of(
            "Login",
            new JwtAuthorizer.Definition(
                issuer.url(), List.of("app", "other"), "$request.header.Authorization")),
        route("/any", List.of()),
        route("/scoped", List.of("read", "write")));
  }

  private static HttpApi.Route route(String path, List<String> scopes) {
    return new HttpApi.Route(
        "GET", path, "F", Optional.of("Login"), scopes, Duration.ofSeconds(30));
  }

  /** Claims of a token that is admitted. */
  JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .subject("ann")
        .claim("client_id", "app")
        .claim("token_use", "access")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  HttpResponse<String> call(String path, String authorization) throws Exception {
    HttpRequest.Builder request = http.to(path);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return HttpFixture.send(request);
  }

  int status(JWTClaimsSet.Builder claims) throws Exception {
    return call("/any", "Bearer " + issuer.sign(claims.build())).statusCode();
  }

  void assertUnauthorized(HttpResponse<String> response, String what) {
    assertThat(response.statusCode()).as(what).isEqualTo(401);
    assertThat(response.body()).as(what).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(response.headers().firstValue("www-authenticate").orElse("")).startsWith("Bearer");
    assertThat(functions.order()).as(what).isEmpty();
  }

  @Override
  public void close() {
    http.close();
    issuer.close();
  }
}
