package dev.parley.core.payment;

import dev.parley.core.digest.Sha256;
import java.time.Instant;

/**
 * Something that a person did with a payment; remembered as long as the payment, so that the same
 * under the same key is never done again.
 *
 * @param key digest of the person and their key, 12 characters of base64url
 * @param body digest of what the person wanted, 8 characters of base64url
 * @param version of the payment after it
 */
public record Done(String key, String body, long version, Instant at) {
  private static final int KEY_BYTES = 9;
  private static final int BODY_BYTES = 6;

  /** A wish under a key, before it is carried out. */
  record Wanted(String key, String body) {
    static Wanted of(String person, String key, Sha256 wording) {
      return new Wanted(
          new Sha256("parley/payment/key/1").add(person).add(key).text(KEY_BYTES),
          wording.text(BODY_BYTES));
    }

    Done at(long version, Instant at) {
      return new Done(key, body, version, at);
    }
  }
}
