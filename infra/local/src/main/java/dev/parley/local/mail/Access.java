package dev.parley.local.mail;

import dev.parley.local.endpoint.Call;
import dev.parley.local.signature.Keys;
import dev.parley.local.signature.Scheme;
import dev.parley.local.signature.Signature;
import dev.parley.local.signature.SignedRequest;
import dev.parley.local.signature.Verdict;
import java.time.Instant;
import java.time.InstantSource;

/** Lets in who has signed, dated by the local clock or by real time, since tools know only that. */
final class Access {
  private static final Scheme SCHEME = Scheme.of(Mail.SIGNING_NAME);

  private final InstantSource clock;
  private final InstantSource real = InstantSource.system();

  Access(InstantSource clock) {
    this.clock = clock;
  }

  /** Tells the region signed for. */
  String check(Call call) throws Rejection {
    SignedRequest request =
        SignedRequest.of(
            call.method(), call.rawPath(), call.rawQuery(), call.headers(), call.body());
    Verdict verdict = Signature.verify(request, SCHEME, Keys.LOCAL, real.instant());
    if (verdict instanceof Verdict.Skewed) {
      verdict = Signature.verify(request, SCHEME, Keys.LOCAL, clock.instant());
    }
    return switch (verdict) {
      case Verdict.Valid valid -> valid.region();
      case Verdict.Missing _ ->
          throw forbidden("MissingAuthenticationTokenException", "Missing Authentication Token");
      case Verdict.Malformed(String why) -> throw forbidden("IncompleteSignatureException", why);
      case Verdict.OtherService(String service) ->
          throw forbidden(
              "InvalidSignatureException",
              "Credential should be scoped to correct service: 'ses', not '" + service + "'.");
      case Verdict.UnknownKey _ ->
          throw forbidden(
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
      case Verdict.Wrong _, Verdict.OtherBody _ ->
          throw forbidden(
              "InvalidSignatureException",
              "The request signature we calculated does not match the signature you provided. Check"
                  + " your AWS Secret Access Key and signing method. Consult the service"
                  + " documentation for details.");
      case Verdict.Skewed(Instant at) ->
          throw forbidden("InvalidSignatureException", "Signature expired or not yet valid: " + at);
      case Verdict.Expired(Instant at) ->
          throw forbidden("InvalidSignatureException", "Signature expired: " + at);
    };
  }

  private static Rejection forbidden(String type, String message) {
    return new Rejection(403, type, message);
  }
}
