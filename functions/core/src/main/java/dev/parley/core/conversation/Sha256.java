package dev.parley.core.conversation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Digests fields so that no two different lists of fields give the same bytes. */
final class Sha256 {
  private final MessageDigest digest;

  /**
   * @param purpose keeps digests of different things apart
   */
  Sha256(String purpose) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    add(purpose);
  }

  Sha256 add(byte[] field) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).flip());
    digest.update(field);
    return this;
  }

  Sha256 add(String field) {
    return add(field.getBytes(StandardCharsets.UTF_8));
  }

  Sha256 add(long field) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
  }

  byte[] bytes() {
    return digest.digest();
  }

  /** The first bytes of the digest as base64url without padding. */
  String text(int bytes) {
    byte[] first = Arrays.copyOf(bytes(), bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(first);
  }
}
