package dev.parley.local.signature;

import java.time.Instant;
import java.util.Optional;

/** What came of looking at a request's signature; each service has its own words for each. */
public sealed interface Verdict {
  /**
   * Signed by the holder of this key.
   *
   * @param signedAt by the signer's clock
   * @param expiresAt of a presigned URL, by the signer's clock
   */
  record Valid(String accessKeyId, String region, Instant signedAt, Optional<Instant> expiresAt)
      implements Verdict {}

  /** Not signed at all. */
  record Missing() implements Verdict {}

  /** It says that it is signed, and does not say it as it should. */
  record Malformed(String why) implements Verdict {}

  /** A header that must be signed is not. */
  record NotSigned(String header) implements Verdict {}

  /** Signed for another service. */
  record OtherService(String service) implements Verdict {}

  record UnknownKey(String accessKeyId) implements Verdict {}

  /** Another secret, or another request, than was signed; with what should have been signed. */
  record Wrong(String canonicalRequest, String stringToSign) implements Verdict {}

  /** The body is not the one whose hash the request declares and signs. */
  record OtherBody(String declared, String actual) implements Verdict {}

  /** Signed at a time too far from the service's. */
  record Skewed(Instant signedAt) implements Verdict {}

  /** A presigned URL that is no longer good. */
  record Expired(Instant expiredAt) implements Verdict {}
}
