package dev.parley.local.signature;

import java.time.Duration;

/**
 * How one service wants its requests signed.
 *
 * @param service the signing name in the credential scope
 * @param pathAsSent whether the path is signed as it was sent, which only S3 does; elsewhere it is
 *     normalized and encoded once more
 * @param bodyMayBeUnsigned whether the client may declare a body that it did not sign
 * @param skew how far the signer's clock may be from the service's
 */
public record Scheme(String service, boolean pathAsSent, boolean bodyMayBeUnsigned, Duration skew) {
  public static final Scheme S3 = new Scheme("s3", true, true, Duration.ofMinutes(15));

  /** As every service but S3 does it. */
  public static Scheme of(String service) {
    return new Scheme(service, false, false, Duration.ofMinutes(5));
  }
}
