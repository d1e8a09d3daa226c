package dev.parley.local.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.file.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered of schedules from start to start, in one small file. */
final class Memory {
  private static final JsonMapper JSON = new JsonMapper();

  private final Optional<Path> file;

  Memory(Optional<Path> file) {
    this.file = file;
  }

  /**
   * @param shape of the schedule it is about; another one is another schedule
   * @param fired the last firing that needs no delivery any more
   */
  record Trace(
      String shape, Instant created, Optional<Instant> fired, long count, boolean deleted) {
    static Trace fresh(Definition schedule, Instant created) {
      return new Trace(shape(schedule), created, Optional.empty(), 0, false);
    }

    /** The same schedule, having missed what came before an instant. */
    Trace passed(Instant now) {
      return new Trace(shape, created, Optional.of(now), count, deleted);
    }

    boolean isOf(Definition schedule) {
      return shape.equals(shape(schedule));
    }

    private static String shape(Definition it) {
      return it.expression() + " " + it.zone() + " " + it.start() + " " + it.end();
    }
  }

  Map<String, Trace> read() {
    Map<String, Trace> traces = new LinkedHashMap<>();
    if (file.isEmpty() || !Files.exists(file.get())) {
      return traces;
    }
    try {
      JSON.readTree(file.get().toFile())
          .properties()
          .forEach(it -> traces.put(it.getKey(), trace(it.getValue())));
      return traces;
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "the schedules' file " + file.get() + " cannot be read: " + e, e);
    }
  }

  private static Trace trace(JsonNode json) {
    return new Trace(
        json.path("shape").asText(),
        Instant.parse(json.path("created").asText()),
        Optional.ofNullable(json.path("fired").textValue()).map(Instant::parse),
        json.path("count").asLong(),
        json.path("deleted").asBoolean());
  }

  void write(Map<String, Trace> traces) {
    if (file.isEmpty()) {
      return;
    }
    ObjectNode all = JSON.createObjectNode();
    traces.forEach(
        (arn, it) -> {
          ObjectNode one = all.putObject(arn).put("shape", it.shape());
          one.put("created", it.created().toString());
          it.fired().ifPresent(fired -> one.put("fired", fired.toString()));
          one.put("count", it.count()).put("deleted", it.deleted());
        });
    try {
      Durable.replace(file.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the schedules' file " + file.get() + " cannot be written: " + e, e);
    }
  }
}
