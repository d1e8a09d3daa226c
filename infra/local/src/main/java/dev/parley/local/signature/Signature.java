package dev.parley.local.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4, in the Authorization header and in presigned URLs.
 *
 * <p>Session tokens are signed like any header but not looked up; the signatures of the single
 * chunks of a streamed body are not checked, only the seed's.
 */
public final class Signature {
  private static final String HASH_HEADER = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private Signature() {}

  /**
   * Judges one request by the service's clock, which may have been moved ahead of the signer's: a
   * signature in a header may be of the real time too, since tools like the AWS CLI know only that.
   * A presigned URL may not: it ends by the service's clock.
   */
  public static Verdict verify(
      SignedRequest request, Scheme scheme, Keys keys, InstantSource clock) {
    Verdict verdict = verify(request, scheme, keys, clock.instant());
    return verdict instanceof Verdict.Skewed && request.headers().containsKey("authorization")
        ? verify(request, scheme, keys, InstantSource.system().instant())
        : verdict;
  }

  /**
   * Judges one request.
   *
   * @param now by a clock that signers share
   */
  public static Verdict verify(SignedRequest request, Scheme scheme, Keys keys, Instant now) {
    Map<String, String> query = CanonicalRequest.parameters(request.rawQuery());
    Optional<Claim> claim;
    try {
      claim = Claim.of(request, query);
    } catch (Claim.Unreadable e) {
      return new Verdict.Malformed(e.getMessage());
    }
    return claim
        .map(it -> judge(request, it, scheme, keys, payload(request, it, scheme, query), now))
        .orElse(new Verdict.Missing());
  }

  private static Verdict judge(
      SignedRequest request, Claim claim, Scheme scheme, Keys keys, String payload, Instant now) {
    if (!claim.service().equals(scheme.service())) {
      return new Verdict.OtherService(claim.service());
    }
    Optional<String> unsigned = unsigned(request, claim);
    if (unsigned.isPresent()) {
      return new Verdict.NotSigned(unsigned.get());
    }
    Optional<String> secret = keys.secretOf(claim.accessKeyId());
    if (secret.isEmpty()) {
      return new Verdict.UnknownKey(claim.accessKeyId());
    }
    Optional<Verdict> late = late(claim, scheme.skew(), now);
    if (late.isPresent()) {
      return late.get();
    }
    String canonical = CanonicalRequest.of(request, claim, scheme, payload);
    String toSign =
        String.join(
            "\n",
            Claim.ALGORITHM,
            claim.date(),
            claim.scope(),
            SignedRequest.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    if (!MessageDigest.isEqual(
        ascii(
            sign(
                secret.get(),
                List.of(claim.day(), claim.region(), claim.service(), "aws4_request"),
                toSign)),
        ascii(claim.signature()))) {
      return new Verdict.Wrong(canonical, toSign);
    }
    boolean hashed = payload.length() == request.bodySha256().length();
    return hashed && !payload.equals(request.bodySha256())
        ? new Verdict.OtherBody(payload, request.bodySha256())
        : new Verdict.Valid(
            claim.accessKeyId(),
            claim.region(),
            claim.signedAt(),
            claim.lasts().map(claim.signedAt()::plus));
  }

  /** The host, and what AWS itself acts on, must be signed or anybody could change it. */
  private static Optional<String> unsigned(SignedRequest request, Claim claim) {
    if (!claim.signedHeaders().contains("host")) {
      return Optional.of("Host");
    }
    // The body's hash is signed in the place of the body.
    return request.headers().keySet().stream()
        .filter(name -> name.startsWith("x-amz-") && !name.equals(HASH_HEADER))
        .filter(name -> !claim.signedHeaders().contains(name))
        .findFirst();
  }

  private static Optional<Verdict> late(Claim claim, Duration skew, Instant now) {
    Instant at = claim.signedAt();
    if (at.isAfter(now.plus(skew))) {
      return Optional.of(new Verdict.Skewed(at));
    }
    if (claim.lasts().isEmpty()) {
      return at.isBefore(now.minus(skew)) ? Optional.of(new Verdict.Skewed(at)) : Optional.empty();
    }
    Instant end = at.plus(claim.lasts().get());
    return now.isAfter(end) ? Optional.of(new Verdict.Expired(end)) : Optional.empty();
  }

  /** What stands for the body in the canonical request. */
  private static String payload(
      SignedRequest request, Claim claim, Scheme scheme, Map<String, String> query) {
    Optional<String> declared =
        request.headers().getOrDefault(HASH_HEADER, List.of()).stream()
            .findFirst()
            .or(() -> Optional.ofNullable(query.get("X-Amz-Content-Sha256")));
    if (!scheme.bodyMayBeUnsigned()) {
      return request.bodySha256();
    }
    return declared.orElse(claim.lasts().isPresent() ? UNSIGNED : request.bodySha256());
  }

  /**
   * Signs a text.
   *
   * @param scope day, region, service and {@code aws4_request}, from which the key is derived
   * @return in small hexadecimal digits
   */
  public static String sign(String secret, List<String> scope, String toSign) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
