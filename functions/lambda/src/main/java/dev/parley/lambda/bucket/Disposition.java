package dev.parley.lambda.bucket;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The header with which a file is saved and not shown, under its name: in full as RFC 8187 (which
 * replaced RFC 5987) encodes it, and beside it for old clients what is left of it in plain ASCII
 * (RFC 6266, appendix D).
 */
final class Disposition {
  private static final String PLAIN =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String KEPT_AS_THEY_ARE = PLAIN + "!#$&+-.^_`|~";
  private static final String KEPT_IN_ASCII = PLAIN + " !#$&'()+,-.=@[]^_{}~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Disposition() {}

  static String attachment(String name) {
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static String ascii(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .forEach(point -> ascii.appendCodePoint(KEPT_IN_ASCII.indexOf(point) < 0 ? '_' : point));
    return ascii.toString();
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      if (KEPT_AS_THEY_ARE.indexOf(one) < 0) {
        encoded.append('%').append(HEX.toHexDigits(one));
      } else {
        encoded.append((char) one);
      }
    }
    return encoded.toString();
  }
}
