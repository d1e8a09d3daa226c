package dev.parley.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.file.Durable;
import dev.parley.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far each shard of a source has been handled, in a file where there is a folder. It is written
 * after a batch has been handled, so that a process that dies in between delivers it again.
 */
final class Checkpoints {
  /** Stands for the beginning of a shard. */
  private static final String BEGINNING = "";

  private static final String DONE = "done";

  /** Where the reading of a shard goes on. */
  sealed interface Position {
    /** With its first record. */
    record Beginning() implements Position {}

    record After(String sequence) implements Position {}

    /** Everything is handled, and no more will come. */
    record Done() implements Position {}
  }

  private final Optional<Path> file;
  private final String stream;
  private final Map<String, String> shards = new TreeMap<>();

  private Checkpoints(Optional<Path> file, String stream) {
    this.file = file;
    this.stream = stream;
  }

  /** What is kept of another stream, of a table that was there before, is forgotten. */
  static Checkpoints of(Optional<Path> folder, StreamSource source) {
    Optional<Path> file = folder.map(it -> it.resolve(source.id() + ".json"));
    Checkpoints checkpoints = new Checkpoints(file, source.engineStream());
    file.filter(Files::exists).ifPresent(checkpoints::load);
    return checkpoints;
  }

  private void load(Path path) {
    try {
      JsonNode kept =
          Json.read(Files.readAllBytes(path))
              .orElseThrow(
                  () -> new IllegalStateException("the checkpoint " + path + " is broken"));
      if (kept.path("stream").asText().equals(stream)) {
        kept.path("shards")
            .properties()
            .forEach(it -> shards.put(it.getKey(), it.getValue().asText()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + path + " cannot be read: " + e, e);
    }
  }

  /** Whether the source has never run. */
  synchronized boolean isEmpty() {
    return shards.isEmpty();
  }

  synchronized Position of(String shard) {
    String position = shards.getOrDefault(shard, BEGINNING);
    return switch (position) {
      case BEGINNING -> new Position.Beginning();
      case DONE -> new Position.Done();
      default -> new Position.After(position);
    };
  }

  synchronized void set(String shard, Position position) {
    shards.put(
        shard,
        switch (position) {
          case Position.Beginning() -> BEGINNING;
          case Position.After(String sequence) -> sequence;
          case Position.Done() -> DONE;
        });
    file.ifPresent(this::write);
  }

  /** Forgets the shards that the stream has no longer. */
  synchronized void keepOnly(Collection<String> listed) {
    shards.keySet().retainAll(listed);
  }

  private void write(Path path) {
    ObjectNode json = Json.object().put("stream", stream);
    ObjectNode positions = json.putObject("shards");
    shards.forEach(positions::put);
    try {
      Files.createDirectories(path.getParent());
      Durable.replace(path, Json.bytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + path + " cannot be written: " + e, e);
    }
  }
}
