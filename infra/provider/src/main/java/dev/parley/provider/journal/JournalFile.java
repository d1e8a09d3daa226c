package dev.parley.provider.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.provider.account.Change;
import dev.parley.provider.account.Journal;
import dev.parley.provider.wire.Changes;
import dev.parley.provider.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file with a line for each call that has changed something. It outlives a kill of the provider;
 * a line that was not written whole has not happened.
 */
public final class JournalFile implements Journal, AutoCloseable {
  private static final String NAME = "provider.jsonl";
  private static final JsonMapper JSON = new JsonMapper();

  private final FileChannel file;

  private JournalFile(FileChannel file) {
    this.file = file;
  }

  /**
   * Throws {@link IllegalStateException} when another provider has the folder, or the file cannot
   * be read.
   *
   * @param restored gets what was kept before, in its order
   */
  public static JournalFile open(Path folder, Consumer<Change> restored) {
    Path path = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        requireAlone(file, path);
        int whole = restore(Files.readAllBytes(path), restored);
        file.truncate(whole).position(whole);
        return new JournalFile(file);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("the journal " + path + " cannot be read: " + e, e);
    }
  }

  private static void requireAlone(FileChannel file, Path path) throws IOException {
    try {
      if (file.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // By this very process.
    }
    throw new IllegalStateException("another provider keeps its journal in " + path);
  }

  /** How many bytes belong to whole lines. */
  private static int restore(byte[] kept, Consumer<Change> restored)
      throws JsonProcessingException {
    int begin = 0;
    for (int at = 0; at < kept.length; at++) {
      if (kept[at] == '\n') {
        String line = new String(kept, begin, at - begin, StandardCharsets.UTF_8);
        for (JsonNode change : JSON.readTree(line)) {
          restored.accept(Changes.read(change));
        }
        begin = at + 1;
      }
    }
    return begin;
  }

  @Override
  public void write(List<Change> changes) {
    ArrayNode line = JsonNodeFactory.instance.arrayNode();
    changes.forEach(it -> line.add(Changes.write(it)));
    byte[] json = Json.bytes(line);
    ByteBuffer bytes = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    try {
      long begin = file.position();
      try {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      } catch (IOException e) {
        file.truncate(begin);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
