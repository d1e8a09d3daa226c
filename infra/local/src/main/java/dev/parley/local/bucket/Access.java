package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.signature.Keys;
import dev.parley.local.signature.Scheme;
import dev.parley.local.signature.Signature;
import dev.parley.local.signature.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Lets in who has signed, in a header or in a presigned URL; nothing is public.
 *
 * <p>The local clock decides whether a presigned URL has expired, so moving it on ends the URLs
 * made before: signers have to date what they sign by the local clock. A signature in a header may
 * be dated by the local clock or by real time, since tools like the AWS CLI know only that.
 */
final class Access {
  private final InstantSource clock;

  Access(InstantSource clock) {
    this.clock = clock;
  }

  void check(Call call) throws Refusal {
    if (call.query().containsKey("AWSAccessKeyId")
        || call.header("Authorization").orElse("").startsWith("AWS ")) {
      // Signature version 2, which some tools still make by default.
      throw new Refusal(
          400,
          "InvalidRequest",
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
    boolean presigned = call.header("Authorization").isEmpty();
    Instant now = clock.instant();
    switch (Signature.verify(call.signedRequest(), Scheme.S3, Keys.LOCAL, clock)) {
      case Verdict.Valid _ -> {}
      case Verdict.Missing _ -> throw Refusal.accessDenied("Access Denied");
      case Verdict.Malformed(String why) -> throw malformed(presigned, why);
      case Verdict.NotSigned(String header) ->
          throw Refusal.accessDenied(
                  "There were headers present in the request which were not signed")
              .with("HeadersNotSigned", header);
      case Verdict.OtherService(String service) ->
          throw malformed(
              presigned,
              "The credential is mal-formed; incorrect service \""
                  + service
                  + "\". This endpoint belongs to \"s3\".");
      case Verdict.UnknownKey(String id) -> throw unknownKey(id);
      case Verdict.Wrong(String canonical, String toSign) ->
          throw wrongSignature().with("StringToSign", toSign).with("CanonicalRequest", canonical);
      case Verdict.OtherBody(String declared, String actual) ->
          throw new Refusal(
                  400,
                  "XAmzContentSHA256Mismatch",
                  "The provided 'x-amz-content-sha256' header does not match what was computed.")
              .with("ClientComputedContentSHA256", declared)
              .with("S3ComputedContentSHA256", actual);
      case Verdict.Skewed(Instant signedAt) -> throw skewed(presigned, signedAt, now);
      case Verdict.Expired(Instant at) ->
          throw Refusal.accessDenied("Request has expired")
              .with("X-Amz-Expires", call.parameter("X-Amz-Expires").orElse(""))
              .with("Expires", at)
              .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  private static Refusal malformed(boolean presigned, String why) {
    return new Refusal(
        400,
        presigned ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed",
        presigned ? why : "The authorization header is malformed; " + why);
  }

  static Refusal unknownKey(String id) {
    return new Refusal(
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.")
        .with("AWSAccessKeyId", id);
  }

  static Refusal wrongSignature() {
    return new Refusal(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.");
  }

  private static Refusal skewed(boolean presigned, Instant signedAt, Instant now) {
    Refusal refusal =
        presigned
            ? Refusal.accessDenied("Request is not yet valid")
            : new Refusal(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.");
    return refusal
        .with("RequestTime", signedAt)
        .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS))
        .with("MaxAllowedSkewMilliseconds", Scheme.S3.skew().toMillis());
  }
}
