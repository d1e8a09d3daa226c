package dev.parley.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.file.Durable;
import dev.parley.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps accepted events until they are done, each in a file of its own: a line of JSON about the
 * event, then the event itself. Without a folder it keeps nothing.
 */
final class Journal {
  private static final String KEPT = ".event";

  private final Optional<Path> folder;

  Journal(Optional<Path> folder) {
    this.folder = folder;
    try {
      if (folder.isPresent()) {
        Files.createDirectories(folder.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of events cannot be made: " + e, e);
    }
  }

  /** Returns when the event would survive the end of the process and of the machine. */
  void keep(AsyncEvent event) {
    if (folder.isEmpty()) {
      return;
    }
    ObjectNode about = Json.object().put("function", event.function());
    event.trace().ifPresent(it -> about.put("trace", it));
    about.put("accepted", event.accepted().toString()).put("attempts", event.attempts());
    about.put("due", event.due().toString());
    byte[] line = Json.bytes(about);
    ByteBuffer whole = ByteBuffer.allocate(line.length + 1 + event.payload().length);
    whole.put(line).put((byte) '\n').put(event.payload());
    try {
      Durable.replace(file(event), whole.array());
    } catch (IOException e) {
      throw new UncheckedIOException("the event cannot be kept: " + e, e);
    }
  }

  void forget(AsyncEvent event) {
    try {
      if (folder.isPresent()) {
        Files.deleteIfExists(file(event));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the event cannot be forgotten: " + e, e);
    }
  }

  private Path file(AsyncEvent event) {
    return folder.orElseThrow().resolve(event.requestId() + KEPT);
  }

  /** What a former process accepted and did not finish, the oldest first. */
  List<AsyncEvent> left() {
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      List<AsyncEvent> events = new ArrayList<>();
      for (Path file : files.filter(it -> it.toString().endsWith(KEPT)).toList()) {
        events.add(read(file));
      }
      events.sort(Comparator.comparing(AsyncEvent::accepted));
      return events;
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "the events kept in " + folder.get() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static AsyncEvent read(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int end = 0;
    while (end < whole.length && whole[end] != '\n') {
      end++;
    }
    if (end == whole.length) {
      throw new IOException(file + " holds no event");
    }
    JsonNode about =
        Json.read(Arrays.copyOf(whole, end))
            .orElseThrow(() -> new IOException(file + " says of its event what is no JSON"));
    String name = file.getFileName().toString();
    return new AsyncEvent(
        name.substring(0, name.length() - KEPT.length()),
        about.path("function").asText(),
        Optional.ofNullable(about.path("trace").textValue()),
        Instant.parse(about.path("accepted").asText()),
        about.path("attempts").asInt(),
        Instant.parse(about.path("due").asText()),
        Arrays.copyOfRange(whole, end + 1, whole.length));
  }
}
