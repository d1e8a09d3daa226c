package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that keeps data from start to start, held so that no second local cloud writes it. */
final class DataFolder implements AutoCloseable {
  // Closing it, or the end of the process however it comes, lets go of the lock.
  private final FileChannel lock;

  private DataFolder(FileChannel lock) {
    this.lock = lock;
  }

  static DataFolder hold(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locks(file)) {
        return new DataFolder(file);
      }
      file.close();
      throw new IllegalStateException(
          "the data folder " + folder + " is in use by another local cloud: take another one");
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + folder + " cannot be used: " + e, e);
    }
  }

  private static boolean locks(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another local cloud of this very process has it.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
