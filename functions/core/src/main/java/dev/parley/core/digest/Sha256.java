package dev.parley.core.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Digests fields so that no two different lists of fields give the same bytes. */
public final class Sha256 {
  private final MessageDigest digest;

  /**
   * @param purpose keeps digests of different things apart
   */
  public Sha256(String purpose) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    add(purpose);
  }

  public Sha256 add(byte[] field) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).flip());
    digest.update(field);
    return this;
  }

  public Sha256 add(String field) {
    return add(field.getBytes(StandardCharsets.UTF_8));
  }

  public Sha256 add(long field) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
  }

  /** The whole digest. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** The whole digest as a link of a chain. */
  public Hash hash() {
    return new Hash(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()));
  }

  /** The first bytes of the digest as base64url without padding. */
  public String text(int bytes) {
    byte[] first = Arrays.copyOf(bytes(), bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(first);
  }
}
