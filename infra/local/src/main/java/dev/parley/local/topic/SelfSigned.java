package dev.parley.local.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes an X.509 certificate of version 1 (RFC 5280), for which Java has no public class. */
final class SelfSigned {
  private static final int INTEGER = 0x02;
  private static final int BITS = 0x03;
  private static final int UTF8 = 0x0C;
  private static final int TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  /** Before and after now: the local clock may be years ahead. */
  private static final Duration VALID = Duration.ofDays(20 * 366);

  /** sha256WithRSAEncryption and its empty parameters. */
  private static final byte[] ALGORITHM = hex("300d06092a864886f70d01010b0500");

  /** id-at-commonName. */
  private static final byte[] COMMON_NAME = hex("0603550403");

  private SelfSigned() {}

  static byte[] certificate(KeyPair keys, String name, Instant now)
      throws GeneralSecurityException {
    byte[] named =
        node(SEQUENCE, node(SET, node(SEQUENCE, COMMON_NAME, node(UTF8, name.getBytes(US_ASCII)))));
    byte[] signed =
        node(
            SEQUENCE,
            node(INTEGER, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
            ALGORITHM,
            named,
            node(SEQUENCE, time(now.minus(VALID)), time(now.plus(VALID))),
            named,
            keys.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed);
    // The first byte of a bit string counts the bits that are left over: none.
    return node(SEQUENCE, signed, ALGORITHM, node(BITS, new byte[1], signature.sign()));
  }

  private static byte[] time(Instant instant) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(instant);
    return node(TIME, text.getBytes(US_ASCII));
  }

  private static byte[] node(int tag, byte[]... contents) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      inside.writeBytes(content);
    }
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    node.write(tag);
    if (inside.size() < 0x80) {
      node.write(inside.size());
    } else {
      byte[] length = BigInteger.valueOf(inside.size()).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      node.write(0x80 | (length.length - skip));
      node.write(length, skip, length.length - skip);
    }
    node.writeBytes(inside.toByteArray());
    return node.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
