package dev.parley.provider.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that webhooks are signed with: {@code whsec_} and 24 to 64 bytes in Base64. */
public final class SigningKey {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;

  private SigningKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Throws {@link IllegalArgumentException} that says what is wrong with it. */
  public static SigningKey of(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a key begins with " + PREFIX);
    }
    byte[] secret = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    if (secret.length < SHORTEST || secret.length > LONGEST) {
      throw new IllegalArgumentException(
          "a key has %d to %d bytes, not %d".formatted(SHORTEST, LONGEST, secret.length));
    }
    return new SigningKey(secret);
  }

  /**
   * Such as {@code v1,g0hM9SsE…}.
   *
   * @param timestamp in seconds
   */
  public String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update("%s.%d.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
