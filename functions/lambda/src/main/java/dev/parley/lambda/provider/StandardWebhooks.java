package dev.parley.lambda.provider;

import dev.parley.core.failure.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells calls of a provider that signs by Standard Webhooks from calls of everybody else. Whatever
 * is wrong is refused in the same words: whoever tries learns nothing from them.
 */
public final class StandardWebhooks {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int HEADER_CHARACTERS = 4_096;
  private static final String VERSION = "v1,";
  private static final String SECRET = "whsec_";
  private static final int KEY_BYTES = 24;
  private static final int MOST_KEY_BYTES = 64;

  /** A dot would let bytes of the body pass for a part of the id; a comma joins doubled headers. */
  private static final Pattern ID = Pattern.compile("[!-~&&[^.,]]{1,255}");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  private final List<SecretKeySpec> keys;
  private final InstantSource clock;

  /**
   * @param secrets any of which may have signed: several while one takes another's place; each is
   *     {@code whsec_} and the base64 of 24 to 64 bytes
   */
  public StandardWebhooks(List<String> secrets, InstantSource clock) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("without a key nothing can be verified");
    }
    this.keys = secrets.stream().map(StandardWebhooks::key).toList();
    this.clock = clock;
  }

  /**
   * Returns the name of what is told, the same each time it is told again.
   *
   * @param headers in any case
   * @param body as it came, byte for byte
   * @throws Refused with {@code bad_signature}
   */
  public String verify(Map<String, String> headers, byte[] body) {
    String id = header(headers, "webhook-id").filter(it -> ID.matcher(it).matches()).orElse("");
    String sent = header(headers, "webhook-timestamp").orElse("");
    String signatures = header(headers, "webhook-signature").orElse("");
    if (id.isEmpty() || !isTimely(sent) || !isSigned(id + "." + sent + ".", body, signatures)) {
      throw Refused.notSigned();
    }
    return id;
  }

  /** A header that is there once. */
  private static Optional<String> header(Map<String, String> headers, String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .toList();
    return values.size() == 1
        ? Optional.ofNullable(values.getFirst()).filter(it -> it.length() <= HEADER_CHARACTERS)
        : Optional.empty();
  }

  private boolean isTimely(String sent) {
    if (!SECONDS.matcher(sent).matches()) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(sent));
    return Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Every signature is held against every key, so that the time it takes tells of none of them. */
  private boolean isSigned(String prefix, byte[] body, String signatures) {
    boolean signed = false;
    for (SecretKeySpec key : keys) {
      byte[] expected =
          bytes(VERSION + Base64.getEncoder().encodeToString(hmac(key, prefix, body)));
      for (String given : signatures.split(" ", -1)) {
        signed |= MessageDigest.isEqual(expected, bytes(given));
      }
    }
    return signed;
  }

  private static byte[] hmac(SecretKeySpec key, String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(bytes(prefix));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SecretKeySpec key(String secret) {
    byte[] bytes =
        Optional.of(secret)
            .filter(it -> it.startsWith(SECRET))
            .flatMap(it -> decoded(it.substring(SECRET.length())))
            .filter(it -> it.length >= KEY_BYTES && it.length <= MOST_KEY_BYTES)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a secret of webhooks is whsec_ and the base64 of 24 to 64 bytes"));
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
