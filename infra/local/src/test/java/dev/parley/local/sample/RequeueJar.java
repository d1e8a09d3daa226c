package dev.parley.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Makes a jar of {@link Requeue} with the AWS SDK inside, as a deployed jar has it. */
public final class RequeueJar {
  private static final String WANTED =
      ".*/(software/amazon/(awssdk|eventstream)|org/(slf4j|reactivestreams))/.*";
  private static final String OTHER_SERVICES =
      ".*/awssdk/(dynamodb.*|s3.*|sns|sesv2|lambda|apigateway.*|cognito.*|pinpoint|netty.*|apache.*)/.*";

  private RequeueJar() {}

  /** Writes the jar and returns its path. */
  public static Path in(Path folder) {
    Path jar = folder.resolve("requeue.jar");
    Set<String> written = new HashSet<>();
    String own = Requeue.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
        InputStream bytes = Requeue.class.getClassLoader().getResourceAsStream(own)) {
      output.putNextEntry(new JarEntry(own));
      bytes.transferTo(output);
      for (Path entry : ClassPath.entries()) {
        String path = entry.toString();
        if (path.endsWith(".jar") && path.matches(WANTED) && !path.matches(OTHER_SERVICES)) {
          copy(entry, output, written);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, JarOutputStream output, Set<String> written)
      throws IOException {
    try (JarFile source = new JarFile(from.toFile())) {
      for (Enumeration<JarEntry> all = source.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        boolean signature = entry.getName().matches("META-INF/(MANIFEST|INDEX|[^/]*\\.).*");
        if (!entry.isDirectory() && !signature && written.add(entry.getName())) {
          output.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream bytes = source.getInputStream(entry)) {
            bytes.transferTo(output);
          }
        }
      }
    }
  }
}
