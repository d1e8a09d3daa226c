package dev.parley.lambda.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SHA-256 over values and a key, joined by {@code {up}}, in hexadecimal. */
final class UnitpaySignature {
  private static final String JOINT = "{up}";

  private UnitpaySignature() {}

  static String of(List<String> values, String key) {
    String joined =
        Stream.concat(values.stream(), Stream.of(key)).collect(Collectors.joining(JOINT));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(joined.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Takes the same time wherever the first difference is. */
  static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
