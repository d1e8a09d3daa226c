package dev.parley.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Invoker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A source whose function is a lambda of the test, and what that was given. */
final class SourceFixture implements AutoCloseable {
  static final Answer NULL = returned("null");
  static final ObjectMapper JSON = new ObjectMapper();

  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final QueueSources sources;

  SourceFixture(QueueFixture queues, QueueSource source, Function<JsonNode, Answer> function) {
    Invoker invoker =
        (_, event) -> {
          JsonNode read = read(event);
          events.add(read);
          return function.apply(read);
        };
    sources =
        QueueSources.start(List.of(source), queues.queues, invoker, queues.clock, (_, _, _) -> {});
  }

  static QueueSource source(String queue, int batch, Duration window, boolean partial) {
    return new QueueSource(
        "Source",
        "F",
        QueueFixture.PREFIX + queue,
        batch,
        window,
        partial,
        Optional.empty(),
        _ -> true,
        true);
  }

  static Answer returned(String json) {
    return new Answer.Returned(json.getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode read(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> bodies(JsonNode event) {
    return StreamSupport.stream(event.path("Records").spliterator(), false)
        .map(it -> it.path("body").asText())
        .toList();
  }

  List<String> bodies() {
    List<String> all = new ArrayList<>();
    events.forEach(it -> all.addAll(bodies(it)));
    return all;
  }

  @Override
  public void close() {
    sources.close();
  }
}
