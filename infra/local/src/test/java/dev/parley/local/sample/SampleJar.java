package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.joda.time.DateTime;

/**
 * Makes a jar of the sample handlers, with AWS's event classes inside as a deployed jar has them.
 */
public final class SampleJar {
  private static final List<Class<?>> SAMPLES =
      List.of(
          Alone.class,
          Doorkeeper.class,
          Greet.class,
          Grown.class,
          Echo.class,
          Hear.class,
          Fetch.class,
          Http.class,
          Together.class,
          Typed.class,
          Turned.class,
          NoConstructor.class,
          NoHandler.class);

  private SampleJar() {}

  /** Writes the jar and returns its path. */
  public static Path in(Path folder) {
    Path jar = folder.resolve("sample.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream output = new JarOutputStream(file)) {
      for (Class<?> sample : SAMPLES) {
        String name = sample.getName().replace('.', '/') + ".class";
        try (InputStream bytes = sample.getClassLoader().getResourceAsStream(name)) {
          add(output, name, bytes);
        }
      }
      addAll(output, APIGatewayV2HTTPEvent.class);
      // Its dates.
      addAll(output, DateTime.class);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(JarOutputStream output, Class<?> of) throws IOException {
    try (JarFile source =
        new JarFile(
            Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
      for (Enumeration<JarEntry> all = source.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class")) {
          try (InputStream bytes = source.getInputStream(entry)) {
            add(output, entry.getName(), bytes);
          }
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(JarOutputStream output, String name, InputStream bytes)
      throws IOException {
    output.putNextEntry(new JarEntry(name));
    bytes.transferTo(output);
    output.closeEntry();
  }
}
