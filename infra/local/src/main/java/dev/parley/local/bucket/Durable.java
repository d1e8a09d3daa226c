package dev.parley.local.bucket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are whole or not there at all, and stay when the power goes. */
final class Durable {
  private Durable() {}

  /** A new file in the folder. */
  static Path write(Path folder, String prefix, String suffix, byte[] content) throws IOException {
    Path file = Files.createTempFile(folder, prefix, suffix);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    keepNames(to.getParent());
  }

  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    keepNames(file.getParent());
  }

  private static void keepNames(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
