package dev.parley.local.stream;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB streams as event sources of functions: records in the order of their partition key, each
 * delivered at least once (AWS: using Lambda with DynamoDB).
 */
public final class StreamSources implements AutoCloseable {
  /**
   * What sources work with.
   *
   * @param onWrite registers what is to run after each write to a table; without it a write would
   *     be seen at the next poll, seconds later
   * @param folder keeps how far they have come; empty where the tables are not kept either
   */
  public record Surroundings(
      DynamoDbStreamsClient streams,
      Consumer<Runnable> onWrite,
      Invoker functions,
      LocalClock clock,
      Optional<Path> folder,
      OnFailure onFailure,
      LogSink log) {}

  private final List<Source> sources;

  private StreamSources(List<Source> sources) {
    this.sources = sources;
  }

  /** What is written to the streams after this has returned is delivered. */
  public static StreamSources start(List<StreamSource> definitions, Surroundings around) {
    StreamSources started =
        new StreamSources(definitions.stream().map(it -> new Source(it, around)).toList());
    try {
      started.sources.forEach(Source::start);
      around.onWrite().accept(() -> started.sources.forEach(Source::wake));
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  public List<SourceStatus> status() {
    return sources.stream().map(Source::status).toList();
  }

  /** Ends without waiting for functions; what they had not finished is delivered again. */
  @Override
  public void close() {
    sources.forEach(Source::close);
  }
}
