package dev.parley.local.bucket;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums that S3 verifies and keeps. */
enum Checksum {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256;

  private static final long CRC64_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
  private static final long[] CRC64_TABLE = crc64Table();

  /** Its header, or its field in a form. */
  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** In base 64. */
  String of(byte[] content) {
    return Base64.getEncoder().encodeToString(bytes(content));
  }

  private byte[] bytes(byte[] content) {
    return switch (this) {
      case CRC32 -> {
        CRC32 crc = new CRC32();
        crc.update(content);
        yield ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
      }
      case CRC32C -> {
        CRC32C crc = new CRC32C();
        crc.update(content);
        yield ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
      }
      case CRC64NVME -> ByteBuffer.allocate(8).putLong(crc64(content)).array();
      case SHA1 -> digest("SHA-1", content);
      case SHA256 -> digest("SHA-256", content);
    };
  }

  static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static long crc64(byte[] content) {
    long crc = ~0L;
    for (byte each : content) {
      crc = CRC64_TABLE[(int) (crc ^ each) & 0xff] ^ crc >>> 8;
    }
    return ~crc;
  }

  private static long[] crc64Table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ CRC64_POLYNOMIAL;
      }
      table[i] = crc;
    }
    return table;
  }
}
