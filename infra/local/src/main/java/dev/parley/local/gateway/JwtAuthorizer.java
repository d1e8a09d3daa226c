package dev.parley.local.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JWT authorizer of an HTTP API: RSA signatures of one issuer, its claims and their times. */
public final class JwtAuthorizer implements AutoCloseable {
  /**
   * What a template says about it.
   *
   * @param issuer exactly as tokens name it; its OpenID configuration is read below it
   * @param audience of which a token's aud (or, without one, its client_id) must name one
   * @param identitySource like {@code $request.header.Authorization}
   */
  public record Definition(String issuer, List<String> audience, String identitySource) {
    public Definition {
      audience = List.copyOf(audience);
    }
  }

  /** What came of reading a token. */
  sealed interface Decision {
    /**
     * The token is good.
     *
     * @param claims each as text
     * @param scopes of the token; empty when the route demands none, as on AWS
     */
    record Admitted(Map<String, String> claims, Optional<List<String>> scopes)
        implements Decision, Admission {}

    /** {@code challenge} is the www-authenticate header. */
    record Refused(int status, String message, String challenge) implements Decision {}
  }

  /** Why a token is not believed. */
  private static final class Unbelievable extends Exception {
    private static final long serialVersionUID = 1L;

    Unbelievable(String why) {
      super(why);
    }
  }

  private static final int TOKEN_CHARACTERS = 16 * 1024;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

  /** RFC 7515, 7.1. Checked here because the parser passes over letters that are not base64url. */
  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private static final Pattern SOURCE = Pattern.compile("\\$request\\.(header|querystring)\\.(.+)");

  private final Definition definition;
  private final InstantSource clock;
  private final SigningKeys keys;
  private final boolean inHeader;
  private final String sourceName;

  JwtAuthorizer(Definition definition, InstantSource clock, GatewayLog log) {
    Matcher source = SOURCE.matcher(definition.identitySource());
    if (!source.matches()) {
      throw new IllegalArgumentException(
          "an identity source looks like $request.header.Authorization, not "
              + definition.identitySource());
    }
    this.inHeader = source.group(1).equals("header");
    this.sourceName = source.group(2);
    this.definition = definition;
    this.clock = clock;
    this.keys = new SigningKeys(definition.issuer(), clock, log);
  }

  /** {@code wanted} are the route's scopes, of which the token needs one. */
  Decision decide(Request request, List<String> wanted) {
    Optional<String> given =
        inHeader ? request.header(sourceName) : request.queryParameter(sourceName);
    if (given.isEmpty()) {
      return new Decision.Refused(401, "Unauthorized", "Bearer");
    }
    try {
      Map<String, Object> claims = believe(given.get());
      List<String> scopes = scopes(claims);
      if (!wanted.isEmpty() && scopes.stream().noneMatch(wanted::contains)) {
        return new Decision.Refused(403, "Forbidden", insufficient(wanted));
      }
      return new Decision.Admitted(
          texts(claims), wanted.isEmpty() ? Optional.empty() : Optional.of(scopes));
    } catch (Unbelievable e) {
      String challenge =
          "Bearer error=\"invalid_token\" error_description=\"" + e.getMessage() + "\"";
      return new Decision.Refused(401, "Unauthorized", challenge);
    }
  }

  private static String insufficient(List<String> wanted) {
    return "Bearer scope=\"%s\" error=\"insufficient_scope\"".formatted(String.join(" ", wanted));
  }

  private Map<String, Object> believe(String given) throws Unbelievable {
    String token =
        given.regionMatches(true, 0, "Bearer ", 0, 7) ? given.substring(7).strip() : given;
    if (token.length() > TOKEN_CHARACTERS) {
      throw new Unbelievable("the token is too long");
    }
    if (!COMPACT.matcher(token).matches()) {
      throw new Unbelievable("the token is not three parts of base64url");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      verify(jwt);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (claims == null) {
        throw new Unbelievable("the token has no claims");
      }
      check(claims);
      return jwt.getPayload().toJSONObject();
    } catch (ParseException | RuntimeException e) {
      // The parser meets whatever a stranger sends; what it cannot read is a bad token, no more.
      throw new Unbelievable("the token cannot be read");
    }
  }

  private void verify(SignedJWT jwt) throws Unbelievable {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    String kid = jwt.getHeader().getKeyID();
    if (!ALGORITHMS.contains(algorithm) || kid == null) {
      throw new Unbelievable("signing method or key id is invalid");
    }
    RSAKey key = keys.find(kid).orElseThrow(() -> new Unbelievable("the key id is unknown"));
    if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
      throw new Unbelievable("the key is for another signing method");
    }
    try {
      if (!jwt.verify(new RSASSAVerifier(key))) {
        throw new Unbelievable("the signature is wrong");
      }
    } catch (JOSEException e) {
      throw new Unbelievable("the signature cannot be verified");
    }
  }

  private void check(JWTClaimsSet claims) throws Unbelievable, ParseException {
    Instant now = clock.instant();
    if (!definition.issuer().equals(claims.getIssuer())) {
      throw new Unbelievable("the issuer is another");
    }
    List<String> audience =
        claims.getAudience().isEmpty()
            ? Optional.ofNullable(claims.getStringClaim("client_id")).stream().toList()
            : claims.getAudience();
    if (audience.stream().noneMatch(definition.audience()::contains)) {
      throw new Unbelievable("the audience is another");
    }
    Date expires = claims.getExpirationTime();
    if (expires == null || !now.isBefore(expires.toInstant())) {
      throw new Unbelievable("the token has expired");
    }
    if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
      throw new Unbelievable("the token is not valid yet");
    }
  }

  private static boolean isAhead(Date time, Instant now) {
    return time != null && time.toInstant().isAfter(now);
  }

  /** From {@code scope}, separated by spaces, or {@code scp}, which may be a list. */
  private static List<String> scopes(Map<String, Object> claims) {
    Object given = claims.get("scope") == null ? claims.get("scp") : claims.get("scope");
    return switch (given) {
      case String text -> Stream.of(text.split(" ")).filter(scope -> !scope.isEmpty()).toList();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static Map<String, String> texts(Map<String, Object> claims) {
    Map<String, String> texts = new TreeMap<>();
    claims.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  /** Lists look like {@code [one two]} and objects like {@code map[name:value]}, as on AWS. */
  private static String text(Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(JwtAuthorizer::text).collect(Collectors.joining(" ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
              .sorted()
              .collect(Collectors.joining(" ", "map[", "]"));
      case null, default -> String.valueOf(value);
    };
  }

  @Override
  public void close() {
    keys.close();
  }
}
