package dev.parley.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.function.Answer;
import dev.parley.local.template.TableResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table with a stream on the engine, and a function that records what it is given. */
final class StreamFixture implements AutoCloseable {
  static final Answer NOTHING = new Answer.Returned(new byte[0]);
  static final Answer FAILED = new Answer.Failed("java.lang.IllegalStateException", "no");
  static final String STREAM = "arn:aws:dynamodb:eu-central-1:123456789012:table/notes/stream/1";
  static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:fn";
  static final String SINK = "arn:aws:sqs:eu-central-1:123456789012:lost";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final AtomicInteger TABLES = new AtomicInteger();

  final LocalClock clock = new LocalClock();
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final List<JsonNode> reports = new CopyOnWriteArrayList<>();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final LocalDynamo dynamo;
  final String table;
  volatile Consumer<JsonNode> sink = reports::add;
  volatile Function<List<String>, Answer> function = _ -> NOTHING;
  private Optional<StreamSources> sources = Optional.empty();

  private StreamFixture(LocalDynamo dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** A new table of its own. */
  static StreamFixture on(LocalDynamo dynamo) {
    return on(dynamo, "notes-" + TABLES.incrementAndGet());
  }

  static StreamFixture on(LocalDynamo dynamo, String table) {
    dynamo.create(
        List.of(
            new TableResource(
                "Notes",
                table,
                Map.of("id", "S", "at", "N"),
                new TableResource.Key("id", Optional.of("at")),
                List.of(),
                List.of(),
                Optional.of("expiresAt"),
                Optional.of("NEW_AND_OLD_IMAGES"))));
    return new StreamFixture(dynamo, table);
  }

  /** A source with the given changes to AWS's defaults. */
  static final class Wanted {
    StreamSource.StartingPosition from = StreamSource.StartingPosition.TRIM_HORIZON;
    int batchSize = 100;
    Duration window = Duration.ZERO;
    boolean bisect;
    Optional<Integer> attempts = Optional.empty();
    Optional<Duration> age = Optional.empty();
    int parallelization = 1;
    boolean partial;
    Predicate<JsonNode> filter = _ -> true;
    boolean enabled = true;
    Optional<Path> folder = Optional.empty();
  }

  StreamSources start(Consumer<Wanted> changes) {
    Wanted wanted = new Wanted();
    changes.accept(wanted);
    StreamSource source =
        new StreamSource(
            "FnNotes",
            "Fn",
            FUNCTION,
            dynamo.streamArn(table).orElseThrow(),
            STREAM,
            wanted.from,
            wanted.batchSize,
            wanted.window,
            wanted.bisect,
            wanted.attempts,
            wanted.age,
            wanted.parallelization,
            wanted.partial,
            Optional.of(SINK),
            wanted.filter,
            wanted.enabled);
    StreamSources started =
        StreamSources.start(
            List.of(source),
            new StreamSources.Surroundings(
                dynamo.streams(),
                dynamo::onWrite,
                this::invoke,
                clock,
                wanted.folder,
                (arn, json) -> {
                  assertThat(arn).isEqualTo(SINK);
                  sink.accept(read(json));
                },
                (_, _, text) -> lines.add(text)));
    sources = Optional.of(started);
    return started;
  }

  private Answer invoke(String name, byte[] event) {
    assertThat(name).isEqualTo("Fn");
    JsonNode json = read(event);
    events.add(json);
    return function.apply(texts(json));
  }

  static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> texts(JsonNode event) {
    return StreamSupport.stream(event.get("Records").spliterator(), false)
        .map(StreamFixture::text)
        .toList();
  }

  static String text(JsonNode record) {
    return record.at("/dynamodb/NewImage/text/S").asText();
  }

  /** The batches that the function was given, each as the texts of its records. */
  List<List<String>> batches() {
    return events.stream().map(StreamFixture::texts).toList();
  }

  List<String> delivered() {
    List<String> all = new ArrayList<>();
    batches().forEach(all::addAll);
    return all;
  }

  String sequence(String text) {
    return events.stream()
        .flatMap(it -> StreamSupport.stream(it.get("Records").spliterator(), false))
        .filter(it -> text(it).equals(text))
        .map(it -> it.at("/dynamodb/SequenceNumber").asText())
        .findFirst()
        .orElseThrow();
  }

  /** What a function answers that reports these records as failed. */
  Answer failing(String... identifiers) {
    String items =
        List.of(identifiers).stream()
            .map(it -> "{\"itemIdentifier\":\"%s\"}".formatted(it))
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    return returning("{\"batchItemFailures\":[%s]}".formatted(items));
  }

  static Answer returning(String json) {
    return new Answer.Returned(json.getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, AttributeValue> item(String id, int at, String text) {
    return Map.of(
        "id",
        AttributeValue.fromS(id),
        "at",
        AttributeValue.fromN(String.valueOf(at)),
        "text",
        AttributeValue.fromS(text));
  }

  void put(String id, int at, String text) {
    dynamo.client().putItem(it -> it.tableName(table).item(item(id, at, text)));
  }

  /** Puts one item for each text, all of one partition. */
  void put(String... texts) {
    for (String text : texts) {
      put("one", TABLES.incrementAndGet(), text);
    }
  }

  static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("given up waiting").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Waits until the function has been given at least so many records. */
  List<String> delivered(int count) {
    eventually(() -> delivered().size() >= count);
    return Collections.unmodifiableList(delivered());
  }

  SourceStatus status() {
    return sources.orElseThrow().status().getFirst();
  }

  void stop() {
    sources.ifPresent(StreamSources::close);
    sources = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }
}
