package dev.parley.local.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as signatures want it: everything but RFC 3986's unreserved characters. */
final class PercentEncoding {
  private PercentEncoding() {}

  static String encode(String text, String alsoKept) {
    return encode(text.getBytes(StandardCharsets.UTF_8), alsoKept);
  }

  /** One form for whatever way of encoding the client chose; a broken escape stands for itself. */
  static String canonical(String encoded, String alsoKept) {
    return encode(decode(encoded), alsoKept);
  }

  static String decoded(String encoded) {
    return new String(decode(encoded), StandardCharsets.UTF_8);
  }

  private static String encode(byte[] bytes, String alsoKept) {
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte each : bytes) {
      char c = (char) (each & 0xff);
      if (isUnreserved(c) || alsoKept.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(digit(c >> 4)).append(digit(c & 15));
      }
    }
    return encoded.toString();
  }

  private static byte[] decode(String encoded) {
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        decoded.write(bytes[i]);
      } else {
        decoded.write(high << 4 | low);
        i += 2;
      }
    }
    return decoded.toByteArray();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static char digit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }
}
