package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone, with everything in it, when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {
  static TemporaryFolder make(String name) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(name));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made: " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> contents;
    try (Stream<Path> walked = Files.walk(path)) {
      contents = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path it : contents) {
      Files.delete(it);
    }
  }
}
