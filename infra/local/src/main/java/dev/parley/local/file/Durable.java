package dev.parley.local.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are whole or not there at all, and stay when the power goes. */
public final class Durable {
  private Durable() {}

  /** A new file in the folder. */
  public static Path write(Path folder, String prefix, String suffix, byte[] content)
      throws IOException {
    Path file = Files.createTempFile(folder, prefix, suffix);
    fill(file, content);
    return file;
  }

  /**
   * Makes the file, or puts this content in the place of its old one. A kill may leave a file of
   * the same name with {@code .new} after it, which the next replacement overwrites.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    fill(written, content);
    move(written, file);
  }

  private static void fill(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      // What stands in its way is not ours to take away.
      if (Files.isRegularFile(file)) {
        Files.delete(file);
      }
      throw e;
    }
  }

  /** Within a folder, or a file system at least. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    keepNames(to.getParent());
  }

  /** No file is no error. */
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    keepNames(file.getParent());
  }

  private static void keepNames(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
