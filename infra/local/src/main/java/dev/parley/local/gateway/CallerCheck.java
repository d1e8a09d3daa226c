package dev.parley.local.gateway;

import dev.parley.local.signature.Keys;
import dev.parley.local.signature.Scheme;
import dev.parley.local.signature.Signature;
import dev.parley.local.signature.SignedRequest;
import dev.parley.local.signature.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a request to {@code @connections} is signed, in the words that AWS has for each way of
 * not being so. What the signer's role may do is not looked at.
 */
final class CallerCheck {
  /** A 403, by the name of its exception. */
  record Refusal(String type, String message) {}

  private static final Scheme SCHEME = Scheme.of("execute-api");
  private static final String INVALID = "InvalidSignatureException";
  private static final String NO_MATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final Keys keys;
  private final InstantSource signersClock;

  /**
   * @param signersClock not the local cloud's clock: signers read their system's, which ours may
   *     have been moved ahead of
   */
  CallerCheck(Keys keys, InstantSource signersClock) {
    this.keys = keys;
    this.signersClock = signersClock;
  }

  /** Empty when it is signed. */
  Optional<Refusal> refusal(Request request, byte[] body) {
    SignedRequest signed =
        SignedRequest.of(
            request.method(), request.path(), request.rawQuery(), request.headers(), body);
    Instant now = signersClock.instant();
    return switch (Signature.verify(signed, SCHEME, keys, now)) {
      case Verdict.Valid _ -> Optional.empty();
      case Verdict.Missing _ ->
          refuse("MissingAuthenticationTokenException", "Missing Authentication Token");
      case Verdict.Malformed(String why) -> refuse("IncompleteSignatureException", why);
      case Verdict.OtherService _ ->
          refuse(INVALID, "Credential should be scoped to correct service: 'execute-api'. ");
      case Verdict.UnknownKey _ ->
          refuse(
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
      case Verdict.Wrong(String canonical, String toSign) ->
          refuse(
              INVALID,
              NO_MATCH
                  + "\n\nThe Canonical String for this request should have been\n'"
                  + canonical
                  + "'\n\nThe String-to-Sign should have been\n'"
                  + toSign
                  + "'\n");
      case Verdict.OtherBody _ -> refuse(INVALID, NO_MATCH);
      case Verdict.Skewed(Instant at) when at.isAfter(now) ->
          refuse(INVALID, "Signature not yet current: " + at + " is still later than " + now);
      case Verdict.Skewed(Instant at) -> expired(at, now);
      case Verdict.Expired(Instant at) -> expired(at, now);
    };
  }

  private static Optional<Refusal> expired(Instant at, Instant now) {
    return refuse(INVALID, "Signature expired: " + at + " is now earlier than " + now);
  }

  private static Optional<Refusal> refuse(String type, String message) {
    return Optional.of(new Refusal(type, message));
  }
}
