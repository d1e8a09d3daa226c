package dev.parley.lambda.bucket;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * A form with which somebody without credentials uploads what its signed policy says, and nothing
 * else (Amazon S3 API Reference, "POST Object" and "POST Policy"). The SDK for Java has none.
 */
final class SignedForm {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
  private static final String HMAC = "HmacSHA256";

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> conditions = new ArrayList<>();

  SignedForm(String bucket) {
    conditions.add(equal("bucket", bucket));
  }

  /** A field that must have just this value. */
  SignedForm field(String name, String value) {
    fields.put(name, value);
    conditions.add(equal(name, value));
    return this;
  }

  /** How long the file must be, to the byte. */
  SignedForm length(long bytes) {
    conditions.add("[\"content-length-range\"," + bytes + "," + bytes + "]");
    return this;
  }

  /** Signs what was demanded so far; gives every field of the form. */
  Map<String, String> signed(
      AwsCredentials credentials, String region, Instant now, Instant expiresAt) {
    List<String> scope = List.of(DAY.format(now), region, "s3", "aws4_request");
    field("x-amz-algorithm", "AWS4-HMAC-SHA256");
    field("x-amz-credential", credentials.accessKeyId() + "/" + String.join("/", scope));
    field("x-amz-date", STAMP.format(now));
    if (credentials instanceof AwsSessionCredentials session) {
      field("x-amz-security-token", session.sessionToken());
    }
    String json =
        "{\"expiration\":\"%s\",\"conditions\":[%s]}"
            .formatted(expiresAt, String.join(",", conditions));
    String policy = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    fields.put("policy", policy);
    fields.put("x-amz-signature", signature(credentials.secretAccessKey(), scope, policy));
    return fields;
  }

  private static String equal(String name, String value) {
    return "{\"" + plain(name) + "\":\"" + plain(value) + "\"}";
  }

  /** Nothing of ours needs an escape in JSON; what would need one is a mistake. */
  private static String plain(String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\')) {
      throw new IllegalArgumentException("a policy holds plain ASCII only");
    }
    return text;
  }

  private static String signature(String secret, List<String> scope, String policy) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, policy));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
