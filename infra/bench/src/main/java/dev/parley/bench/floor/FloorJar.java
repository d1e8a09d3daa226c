package dev.parley.bench.floor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packs the bare function, alone or together with the libraries that Parley's jar holds. */
public final class FloorJar {
  private static final List<Class<?>> CLASSES =
      List.of(
          Bare.class,
          BareProject.class,
          Calls.class,
          Calls.Blocking.class,
          Calls.Awaited.class,
          FreshMain.class,
          Invocation.class);

  private FloorJar() {}

  /**
   * Writes the jar.
   *
   * @param parley the jar that is deployed
   */
  public static void write(Path parley, Path floor) throws IOException {
    Files.copy(parley, floor);
    add(floor);
  }

  /** Writes a jar with nothing else in it. */
  public static void write(Path alone) throws IOException {
    add(alone);
  }

  private static void add(Path file) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(file, Map.of("create", true))) {
      for (String name : names()) {
        Path path = jar.getPath(name);
        Files.createDirectories(path.getParent());
        try (InputStream bytes = FloorJar.class.getClassLoader().getResourceAsStream(name)) {
          Files.write(path, bytes.readAllBytes());
        }
      }
    }
  }

  /** Nested classes included. */
  private static List<String> names() {
    return CLASSES.stream()
        .flatMap(type -> Stream.of(type.getName(), type.getName() + "$1"))
        .map(name -> name.replace('.', '/') + ".class")
        .filter(name -> FloorJar.class.getClassLoader().getResource(name) != null)
        .toList();
  }
}
