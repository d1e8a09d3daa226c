package dev.parley.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.Optional;

/** The issuer's RSA key, kept in a file when there is a folder for it. */
final class SigningKey {
  private SigningKey() {}

  /** Reads the key that the folder keeps, or makes one and keeps it there if there is a folder. */
  static RSAKey in(Optional<Path> folder) {
    return folder.map(it -> kept(it.resolve("issuer-key.json"))).orElseGet(SigningKey::fresh);
  }

  private static RSAKey kept(Path file) {
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      Files.createDirectories(file.getParent());
      RSAKey key = fresh();
      // A temporary file is its owner's alone, and who reads this key can sign in as anybody; and
      // whoever is killed while writing leaves half a key under another name.
      Path half = Files.createTempFile(file.getParent(), "issuer-key", ".half");
      Files.writeString(half, key.toJSONString());
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("the issuer's key cannot be kept in " + file, e);
    }
  }

  private static RSAKey read(Path file) throws IOException {
    try {
      RSAKey key = RSAKey.parse(Files.readString(file));
      if (key.isPrivate()) {
        return key;
      }
      throw new IllegalStateException(file + " holds no private key: delete it for a new one");
    } catch (ParseException e) {
      throw new IllegalStateException(
          file + " holds no key: " + e.getMessage() + ": delete it for a new one", e);
    }
  }

  private static RSAKey fresh() {
    try {
      return new RSAKeyGenerator(2048)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }
}
