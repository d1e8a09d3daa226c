package dev.parley.local.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * The file in which queues outlive their process: a line of JSON for each thing that happened. What
 * has been written is with the operating system, and survives the killing of this process at once;
 * it is not forced to the disk, so that a power cut may take the last lines.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_PAST = 64L << 20;

  private final Path file;
  private FileChannel channel;
  private long begun;
  private long written;

  /**
   * Something that happened; the fields of other kinds are null.
   *
   * @param put a message that is now in the queue, and in no other
   * @param gone the id of a message that is in no queue any more
   * @param duplicate what a FIFO queue has to take for the same message
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(String queue, StoredMessage put, String gone, Duplicate duplicate) {
    static Entry put(String queue, StoredMessage message) {
      return new Entry(queue, message, null, null);
    }

    static Entry gone(String queue, String id) {
      return new Entry(queue, null, id, null);
    }

    static Entry duplicate(String queue, Duplicate duplicate) {
      return new Entry(queue, null, null, duplicate);
    }
  }

  /** A message of a FIFO queue whose like is not taken again for a while. */
  record Duplicate(String deduplication, String id, String sequence, String at) {}

  private Journal(Path file) {
    this.file = file;
  }

  /** Opens the file, and reads what it holds; a torn last line was never acknowledged. */
  static Journal open(Path file, Consumer<Entry> reader) {
    Journal journal = new Journal(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (Files.exists(file)) {
        journal.read(reader);
      }
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("the file of the queues, " + file + ", cannot be read", e);
    }
  }

  private void read(Consumer<Entry> reader) throws IOException {
    // Not Files.newBufferedReader, which throws when the last line is torn within a character.
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; ) {
        String next = lines.readLine();
        number++;
        try {
          reader.accept(JSON.readValue(line, Entry.class));
        } catch (JsonProcessingException e) {
          if (next != null) {
            throw new IOException("line " + number + " is broken: " + e.getOriginalMessage(), e);
          }
        }
        line = next;
      }
    }
  }

  /**
   * Begins the file anew with what is still true. When that cannot be done the old file goes on,
   * where there is one.
   */
  synchronized void rewrite(List<Entry> entries) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      FileChannel anew =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      try {
        for (Entry entry : entries) {
          append(anew, entry);
        }
        anew.force(true);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        anew.close();
        Files.deleteIfExists(next);
        throw e;
      }
      replace(anew);
    } catch (IOException e) {
      // Not again with the next entry: it would be as long, and as vain.
      begun = written;
      throw new UncheckedIOException("the file of the queues, " + file + ", cannot be made", e);
    }
  }

  private void replace(FileChannel anew) throws IOException {
    FileChannel old = channel;
    channel = anew;
    written = anew.position();
    begun = written;
    if (old != null) {
      old.close();
    }
  }

  /** Returns when the entry would survive this process; throws when it would not. */
  synchronized void write(Entry entry) {
    try {
      // What a full disk has left of an entry that was refused would spoil this one's line.
      channel.truncate(written).position(written);
      append(channel, entry);
      written = channel.position();
    } catch (IOException e) {
      throw new UncheckedIOException("the file of the queues, " + file + ", cannot be written", e);
    }
  }

  private static void append(FileChannel channel, Entry entry) throws IOException {
    byte[] json = JSON.writeValueAsBytes(entry);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /** Most of the file is past, and much of it. */
  synchronized boolean worthRewriting() {
    return written > 2 * begun + LONGEST_PAST;
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file of the queues, " + file + ", cannot be closed", e);
    }
  }
}
