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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        return RSAKey.parse(Files.readString(file));
      }
      Files.createDirectories(file.getParent());
      RSAKey key = fresh();
      if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
        // Whoever reads this key can sign in as anybody.
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(
          file, key.toJSONString(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return key;
    } catch (ParseException e) {
      throw new IllegalStateException(file + " holds no key: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the issuer's key cannot be kept in " + file, e);
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
