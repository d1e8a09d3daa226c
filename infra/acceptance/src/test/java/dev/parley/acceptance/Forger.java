package dev.parley.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.local.identity.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes tokens that look like one person's and are not to be believed. What it makes depends on the
 * random numbers it is given, and on keys and times of the run.
 */
final class Forger {
  /** A value of the header Authorization, and the way in which it is wrong. */
  record Forgery(String kind, String authorization) {}

  private interface Way {
    String forge() throws JOSEException;
  }

  private static final String JUNK = " !\"#$%&'()*,/:;<>?@[]^{|}~.=";

  private final TokenIssuer issuer;
  private final RSAKey published;
  private final RSAKey own;
  private final String person;
  private final Instant now;
  private final Random random;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /**
   * @param published the key that everybody can read
   */
  Forger(TokenIssuer issuer, RSAKey published, String person, Instant now, Random random) {
    this.issuer = issuer;
    this.published = published;
    this.person = person;
    this.now = now;
    this.random = random;
    try {
      this.own = new RSAKeyGenerator(2048).keyID(issuer.keyId()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
    signatures();
    keys();
    times();
    claims();
    shapes();
    authorizations();
  }

  List<String> kinds() {
    return List.copyOf(ways.keySet());
  }

  Forgery forge(String kind) {
    try {
      String made = ways.get(kind).forge();
      return new Forgery(kind, kind.startsWith("header") ? made : "Bearer " + made);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot forge " + kind, e);
    }
  }

  private void signatures() {
    for (String none : List.of("none", "None", "NONE", "")) {
      ways.put("alg '" + none + "' unsigned", () -> unsigned(none) + ".");
      ways.put(
          "alg '" + none + "' with a signature", () -> unsigned(none) + "." + part(genuine(), 2));
    }
    ways.put("no signature", () -> genuine().replaceAll("[^.]*$", ""));
    ways.put("signature of another token", () -> body(genuine()) + "." + part(genuine(), 2));
    ways.put(
        "payload of another person",
        () -> {
          String theirs = issuer.accessToken("lev-sokolov");
          return part(theirs, 0) + "." + part(theirs, 1) + "." + part(genuine(), 2);
        });
    ways.put("random signature", () -> body(genuine()) + "." + Base64URL.encode(bytes(256)));
    ways.put("signature of zeros", () -> body(genuine()) + "." + Base64URL.encode(new byte[256]));
  }

  private void keys() {
    ways.put("own key", () -> sign(new RSASSASigner(own), header(JWSAlgorithm.RS256)));
    ways.put(
        "own key in the header",
        () ->
            sign(
                new RSASSASigner(own),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(own.getKeyID())
                    .jwk(own.toPublicJWK())
                    .build()));
    ways.put("own key, PS256", () -> sign(new RSASSASigner(own), header(JWSAlgorithm.PS256)));
    ways.put("HS256 with the public key", () -> mac(publicKey()));
    ways.put("HS256 with the modulus", () -> mac(published.getModulus().decode()));
    ways.put("HS256 with the key's id", () -> mac(sixtyFour(issuer.keyId())));
    for (String kid : List.of("", "../../key", "0", "' OR 1=1 --", "k".repeat(500))) {
      ways.put(
          "key id '" + kid.substring(0, Math.min(9, kid.length())) + "'",
          () -> issuer.sign(kid, issuer.claims(person)));
    }
    ways.put(
        "genuine key, another method",
        () -> issuer.sign(header(JWSAlgorithm.RS512), issuer.claims(person)));
    ways.put(
        "critical header",
        () ->
            issuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(issuer.keyId())
                    .criticalParams(Set.of("x-parley"))
                    .customParam("x-parley", true)
                    .build(),
                issuer.claims(person)));
  }

  private void times() {
    long at = now.getEpochSecond();
    ways.put("expired", () -> with("exp", at - random.nextInt(100_000)));
    ways.put("expired long ago", () -> with("exp", random.nextInt(1_000_000)));
    ways.put("expires never", () -> without("exp"));
    ways.put("expires at no time", () -> with("exp", "tomorrow"));
    ways.put("not yet valid", () -> with("nbf", at + 600 + random.nextInt(100_000)));
    ways.put("issued in the future", () -> with("iat", at + 600 + random.nextInt(100_000)));
  }

  private void claims() {
    ways.put("another issuer", () -> with("iss", "https://evil.example/pool"));
    ways.put("almost the issuer", () -> with("iss", issuer.issuer() + "/"));
    ways.put("no issuer", () -> without("iss"));
    ways.put("issuer in a list", () -> with("iss", List.of(issuer.issuer())));
    ways.put("another client", () -> with("client_id", "other"));
    ways.put("no client", () -> without("client_id"));
    ways.put("another audience", () -> with("aud", List.of("other")));
    ways.put("use: id token", () -> with("token_use", "id"));
    ways.put("use: refresh token", () -> with("token_use", "refresh"));
    ways.put("use: list", () -> with("token_use", List.of("access")));
    ways.put("sub: none", () -> without("sub"));
    ways.put("sub: blank", () -> with("sub", " "));
    ways.put("sub: number", () -> with("sub", random.nextInt()));
    ways.put("sub: list", () -> with("sub", List.of(person)));
    ways.put("sub: stranger", () -> with("sub", "stranger-" + random.nextInt(1000)));
    ways.put("sub: key", () -> with("sub", person + "#" + person));
    ways.put("sub: padded", () -> with("sub", person + " "));
    ways.put("sub: long", () -> with("sub", person.repeat(100)));
    ways.put("sub: other case", () -> with("sub", person.toUpperCase()));
  }

  private void shapes() {
    ways.put("flipped bit", () -> flipped(random.nextInt(3)));
    ways.put("flipped bit of the header", () -> flipped(0));
    ways.put("flipped bit of the claims", () -> flipped(1));
    ways.put("flipped bit of the signature", () -> flipped(2));
    ways.put("truncated", () -> genuine().substring(0, random.nextInt(genuine().length() - 1)));
    ways.put("beginning lost", () -> genuine().substring(1 + random.nextInt(200)));
    ways.put("junk", this::withJunk);
    ways.put(
        "junk in the signature",
        () -> {
          String token = genuine();
          return insert(token, token.lastIndexOf('.') + 1 + random.nextInt(300));
        });
    ways.put(
        "junk at the end", () -> genuine() + JUNK.charAt(1 + random.nextInt(JUNK.length() - 1)));
    ways.put("part too many", () -> genuine() + "." + part(genuine(), random.nextInt(3)));
    ways.put("encrypted form", () -> genuine() + "." + Base64URL.encode(bytes(16)) + ".AAAA");
    ways.put("empty parts", () -> "..");
    ways.put(
        "not JSON inside",
        () -> Base64URL.encode(bytes(30)) + "." + Base64URL.encode(bytes(90)) + ".AA");
    ways.put("huge and genuine", () -> with("junk", "x".repeat(20_000 + random.nextInt(9_000))));
    ways.put("huge", () -> "A".repeat(30_000 + random.nextInt(30_000)));
    ways.put("deep", () -> Base64URL.encode("[".repeat(5_000)) + "." + part(genuine(), 1) + ".AA");
  }

  private void authorizations() {
    ways.put("header: empty", () -> "");
    ways.put("header: scheme only", () -> "Bearer");
    ways.put("header: Basic", () -> "Basic " + genuine());
    ways.put("header: twice", () -> "Bearer " + genuine() + ",Bearer " + genuine());
    ways.put("header: scheme twice", () -> "Bearer Bearer " + genuine());
    ways.put("header: quoted", () -> "Bearer \"" + genuine() + "\"");
    ways.put("header: name and value", () -> "Bearer access_token=" + genuine());
  }

  private String genuine() {
    return issuer.accessToken(person);
  }

  private String with(String claim, Object value) {
    Map<String, Object> claims = issuer.claims(person);
    claims.put(claim, value);
    return issuer.sign(issuer.keyId(), claims);
  }

  private String without(String claim) {
    Map<String, Object> claims = issuer.claims(person);
    claims.remove(claim);
    return issuer.sign(issuer.keyId(), claims);
  }

  private String unsigned(String algorithm) {
    ObjectNode header = Json.object().put("typ", "JWT").put("alg", algorithm);
    header.put("kid", issuer.keyId());
    return Base64URL.encode(header.toString()) + "." + part(genuine(), 1);
  }

  private JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(issuer.keyId()).build();
  }

  private String mac(byte[] secret) throws JOSEException {
    return sign(new MACSigner(secret), header(JWSAlgorithm.HS256));
  }

  private String sign(JWSSigner signer, JWSHeader header) throws JOSEException {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
    issuer.claims(person).forEach(claims::claim);
    SignedJWT token = new SignedJWT(header, claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private byte[] publicKey() throws JOSEException {
    return published.toRSAPublicKey().getEncoded();
  }

  private static byte[] sixtyFour(String text) {
    return text.repeat(64).substring(0, 64).getBytes(StandardCharsets.UTF_8);
  }

  // The bytes are changed, not the letters: the last letter of a part has bits that mean nothing.
  private String flipped(int part) {
    String[] parts = genuine().split("\\.");
    byte[] bytes = new Base64URL(parts[part]).decode();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    parts[part] = Base64URL.encode(bytes).toString();
    return String.join(".", parts);
  }

  private String withJunk() {
    String token = genuine();
    return insert(token, 1 + random.nextInt(token.length() - 1));
  }

  private String insert(String token, int at) {
    return token.substring(0, at)
        + JUNK.charAt(random.nextInt(JUNK.length()))
        + token.substring(at);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String body(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String part(String token, int part) {
    return token.split("\\.")[part];
  }
}
