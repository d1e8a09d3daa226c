package dev.parley.local.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Signs what topics deliver as SignatureVersion 1, with a key that lives as long as the process.
 */
final class Signer {
  static final String VERSION = "1";
  private static final int BITS = 2048;

  private final KeyPair keys;
  private final String certificate;

  /** {@code now} begins the validity of the certificate. */
  Signer(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      this.keys = generator.generateKeyPair();
      byte[] der = SelfSigned.certificate(keys, "sns.local", now);
      this.certificate =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
              + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  /** In PEM. */
  String certificate() {
    return certificate;
  }

  /** Of the fields in the order in which SNS signs them, each name and value on a line. */
  String sign(Map<String, String> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append('\n').append(value).append('\n'));
    try {
      Signature signature = Signature.getInstance("SHA1withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.toString().getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA1withRSA", e);
    }
  }
}
