package dev.parley.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as Standard Webhooks wants it, for a test that has a key. */
final class Signer {
  private static final String SECRET = "whsec_";
  private static final int BYTES = 32;

  private Signer() {}

  /** A key that is this letter all over. */
  static String key(char letter) {
    byte[] bytes = new byte[BYTES];
    Arrays.fill(bytes, (byte) letter);
    return SECRET + Base64.getEncoder().encodeToString(bytes);
  }

  /** The headers of a signed call. */
  static Map<String, String> headers(String key, String id, Instant at, String body) {
    String seconds = Long.toString(at.getEpochSecond());
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        seconds,
        "webhook-signature",
        "v1," + hmac(key, id + "." + seconds + "." + body));
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] bytes = Base64.getDecoder().decode(key.substring(SECRET.length()));
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
