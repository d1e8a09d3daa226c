package dev.parley.local.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it came, nothing decoded.
 *
 * @param rawPath as sent, still percent-encoded
 * @param rawQuery as sent, without the question mark
 * @param headers by name, whatever its case
 * @param bodySha256 in small hexadecimal digits
 */
public record SignedRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    String bodySha256) {
  public SignedRequest {
    Map<String, List<String>> small = new TreeMap<>();
    headers.forEach((name, values) -> small.put(name.toLowerCase(Locale.ROOT), values));
    headers = small;
  }

  /** A request whose body is at hand. */
  public static SignedRequest of(
      String method,
      String rawPath,
      String rawQuery,
      Map<String, List<String>> headers,
      byte[] body) {
    return new SignedRequest(method, rawPath, rawQuery, headers, sha256(body));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
