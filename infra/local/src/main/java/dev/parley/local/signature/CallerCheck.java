package dev.parley.local.signature;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether the requests to one service are signed, in the words that AWS has for each way of not
 * being so; S3 has others. What the signer's role may do is not looked at.
 */
public final class CallerCheck {
  /** Why a request is refused, which services that speak JSON and the Query protocol name apart. */
  public enum Reason {
    MISSING("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
    INCOMPLETE("IncompleteSignatureException", "IncompleteSignature", 400),
    UNKNOWN_KEY("UnrecognizedClientException", "InvalidClientTokenId", 403),
    INVALID("InvalidSignatureException", "SignatureDoesNotMatch", 403);

    private final String exception;
    private final String queryCode;
    private final int queryStatus;

    Reason(String exception, String queryCode, int queryStatus) {
      this.exception = exception;
      this.queryCode = queryCode;
      this.queryStatus = queryStatus;
    }

    /** Its name where JSON is spoken, always with 403. */
    public String exception() {
      return exception;
    }

    public String queryCode() {
      return queryCode;
    }

    public int queryStatus() {
      return queryStatus;
    }
  }

  /** What the caller is told. */
  public record Refusal(Reason reason, String message) {}

  private static final String NO_MATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final Scheme scheme;
  private final Keys keys;
  private final InstantSource clock;

  /**
   * @param service the signing name in the credential scope
   * @param clock the service's, as of {@link Signature#verify(SignedRequest, Scheme, Keys,
   *     InstantSource)}
   */
  public CallerCheck(String service, Keys keys, InstantSource clock) {
    this.scheme = Scheme.of(service);
    this.keys = keys;
    this.clock = clock;
  }

  /** Empty when it is signed. */
  public Optional<Refusal> refusal(SignedRequest request) {
    return switch (Signature.verify(request, scheme, keys, clock)) {
      case Verdict.Valid _ -> Optional.empty();
      case Verdict.Missing _ -> refuse(Reason.MISSING, "Missing Authentication Token");
      case Verdict.Malformed(String why) -> refuse(Reason.INCOMPLETE, why);
      case Verdict.NotSigned(String header) ->
          refuse(
              Reason.INCOMPLETE,
              "'" + header + "' must be a 'SignedHeader' in the AWS Authorization.");
      case Verdict.OtherService _ ->
          refuse(
              Reason.INVALID,
              "Credential should be scoped to correct service: '" + scheme.service() + "'. ");
      case Verdict.UnknownKey _ ->
          refuse(Reason.UNKNOWN_KEY, "The security token included in the request is invalid.");
      case Verdict.Wrong(String canonical, String toSign) ->
          refuse(
              Reason.INVALID,
              NO_MATCH
                  + "\n\nThe Canonical String for this request should have been\n'"
                  + canonical
                  + "'\n\nThe String-to-Sign should have been\n'"
                  + toSign
                  + "'\n");
      case Verdict.OtherBody _ -> refuse(Reason.INVALID, NO_MATCH);
      case Verdict.Skewed(Instant at) -> skewed(at);
      case Verdict.Expired(Instant at) -> expired(at, clock.instant());
    };
  }

  private static Optional<Refusal> skewed(Instant at) {
    // It is neither of the service's time nor of the real one, which signers know.
    Instant now = InstantSource.system().instant();
    return at.isAfter(now)
        ? refuse(Reason.INVALID, "Signature not yet current: " + at + " is still later than " + now)
        : expired(at, now);
  }

  private static Optional<Refusal> expired(Instant at, Instant now) {
    return refuse(Reason.INVALID, "Signature expired: " + at + " is now earlier than " + now);
  }

  private static Optional<Refusal> refuse(Reason reason, String message) {
    return Optional.of(new Refusal(reason, message));
  }
}
