package dev.parley.local.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/** One running source: follows all shards of its stream, children after their parents. */
final class Source implements AutoCloseable {
  /** What the parts of a source share. */
  record Setting(
      StreamSource source,
      StreamSources.Surroundings around,
      Bell bell,
      Arrivals arrivals,
      Counts counts,
      BooleanSupplier closed) {
    void log(String text) {
      around.log().log(source.id(), "-", text);
    }
  }

  private final Setting setting;
  private final StreamSource source;
  private final Checkpoints checkpoints;
  private final Map<String, ShardReader> open = new ConcurrentHashMap<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private String lastProblem = "";

  Source(StreamSource source, StreamSources.Surroundings around) {
    this.source = source;
    this.checkpoints = Checkpoints.of(around.folder(), source);
    this.setting =
        new Setting(
            source,
            around,
            new Bell(around.clock()),
            new Arrivals(around.clock()),
            new Counts(),
            () -> closed);
  }

  /** What is written after this returns will be delivered. */
  void start() {
    if (!source.enabled()) {
      return;
    }
    if (source.startingPosition() == StreamSource.StartingPosition.LATEST
        && checkpoints.isEmpty()) {
      leaveWhatIsThere();
    }
    thread("reader", this::follow);
  }

  void wake() {
    setting.bell().ring();
  }

  // Not the engine's iterator LATEST: where that one stands could not be kept over a restart.
  private void leaveWhatIsThere() {
    var streams = setting.around().streams();
    for (var shard : describe().shards()) {
      Checkpoints.Position position = new Checkpoints.Position.Beginning();
      String iterator =
          streams
              .getShardIterator(
                  it ->
                      it.streamArn(source.engineStream())
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      boolean more = true;
      while (more && iterator != null) {
        String from = iterator;
        var page = streams.getRecords(it -> it.shardIterator(from).limit(StreamLimits.PAGE));
        more = !page.records().isEmpty();
        if (more) {
          position =
              new Checkpoints.Position.After(page.records().getLast().dynamodb().sequenceNumber());
        }
        iterator = page.nextShardIterator();
      }
      checkpoints.set(
          shard.shardId(), iterator == null ? new Checkpoints.Position.Done() : position);
    }
  }

  /** The stream with all its shards. */
  private StreamDescription describe() {
    List<software.amazon.awssdk.services.dynamodb.model.Shard> shards = new ArrayList<>();
    StreamDescription page = null;
    do {
      String after = page == null ? null : page.lastEvaluatedShardId();
      page =
          setting
              .around()
              .streams()
              .describeStream(
                  it -> it.streamArn(source.engineStream()).exclusiveStartShardId(after))
              .streamDescription();
      shards.addAll(page.shards());
    } while (page.lastEvaluatedShardId() != null);
    return page.toBuilder().shards(shards).build();
  }

  private void follow() throws InterruptedException {
    boolean look = true;
    while (!closed) {
      long seen = setting.bell().rung();
      boolean more = false;
      boolean finished = false;
      try {
        if (look) {
          openShards();
        }
        for (ShardReader reader : open.values()) {
          more |= reader.read();
        }
        finished = open.values().removeIf(it -> it.shard().isFinished());
        look = finished || open.isEmpty();
        lastProblem = "";
      } catch (RuntimeException e) {
        problem(e);
      }
      if (!more && !finished) {
        setting.bell().await(seen, setting.around().clock().instant().plus(StreamLimits.POLL));
      }
    }
  }

  private void problem(RuntimeException e) {
    if (!closed && !e.toString().equals(lastProblem)) {
      lastProblem = e.toString();
      setting.log("could not read the stream: " + e);
    }
  }

  private void openShards() {
    StreamDescription stream = describe();
    Set<String> listed =
        stream.shards().stream().map(it -> it.shardId()).collect(Collectors.toSet());
    checkpoints.keepOnly(listed);
    String partitionKey =
        stream.keySchema().stream()
            .filter(it -> it.keyType() == KeyType.HASH)
            .map(KeySchemaElement::attributeName)
            .findFirst()
            .orElseThrow();
    for (var shard : stream.shards()) {
      Optional<String> parent = Optional.ofNullable(shard.parentShardId()).filter(listed::contains);
      if (!isDone(shard.shardId())
          && parent.stream().allMatch(this::isDone)
          && !open.containsKey(shard.shardId())) {
        open(shard.shardId(), partitionKey);
      }
    }
  }

  private boolean isDone(String shard) {
    return checkpoints.of(shard) instanceof Checkpoints.Position.Done;
  }

  private void open(String id, String partitionKey) {
    Shard shard = new Shard(id, setting, checkpoints);
    open.put(id, new ShardReader(setting, partitionKey, shard, checkpoints.of(id)));
    for (int i = 0; i < source.parallelization(); i++) {
      thread(id + "-" + i, new Lane(setting, shard, i)::run);
    }
  }

  /** What runs until it is interrupted. */
  private interface Loop {
    void run() throws InterruptedException;
  }

  private void thread(String name, Loop loop) {
    Thread thread = Thread.ofVirtual().name(source.id() + " " + name).unstarted(() -> run(loop));
    threads.add(thread);
    thread.start();
  }

  private void run(Loop loop) {
    try {
      loop.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        setting.log("stopped: " + e);
      }
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  SourceStatus status() {
    Counts counts = setting.counts();
    var now = setting.around().clock().instant();
    return new SourceStatus(
        source.id(),
        source.function(),
        source.streamArn(),
        source.enabled(),
        counts.handled().sum(),
        counts.failures().sum(),
        counts.givenUp().sum(),
        open.values().stream().mapToInt(it -> it.shard().waiting()).sum(),
        open.values().stream()
            .flatMap(it -> it.shard().oldest().stream())
            .map(it -> Duration.between(it, now))
            .max(Duration::compareTo));
  }

  /** What the function is doing at this moment will be delivered again. */
  @Override
  public void close() {
    closed = true;
    setting.bell().close();
    setting.arrivals().close();
    long deadline = System.nanoTime() + StreamLimits.LONGEST_END.toNanos();
    try {
      // Whoever starts next with this folder must not find a checkpoint that still moves. Again,
      // because the reader may have begun another thread meanwhile.
      while (!threads.isEmpty() && System.nanoTime() < deadline) {
        List<Thread> left = List.copyOf(threads);
        left.forEach(Thread::interrupt);
        for (Thread thread : left) {
          thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
