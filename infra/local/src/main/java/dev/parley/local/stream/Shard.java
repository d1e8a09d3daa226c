package dev.parley.local.stream;

import dev.parley.local.clock.LocalClock;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The records of a shard that are read and not yet handled. They are taken in batches, by as many
 * lanes as the source may run at a time; all records of one partition key go through one lane.
 */
final class Shard {
  /** A record on its way. */
  static final class Entry {
    private final Change change;
    private boolean done;

    private Entry(Change change, boolean done) {
      this.change = change;
      this.done = done;
    }

    Change change() {
      return change;
    }
  }

  private final String id;
  private final StreamSource source;
  private final LocalClock clock;
  private final Bell bell;
  private final Checkpoints checkpoints;
  private final Consumer<String> log;
  private final Deque<Entry> order = new ArrayDeque<>();
  private final List<Deque<Entry>> lanes;
  private long bytes;
  private boolean ended;

  Shard(String id, Source.Setting setting, Checkpoints checkpoints) {
    this.id = id;
    this.source = setting.source();
    this.clock = setting.around().clock();
    this.bell = setting.bell();
    this.checkpoints = checkpoints;
    this.log = setting::log;
    this.lanes =
        Stream.<Deque<Entry>>generate(ArrayDeque::new).limit(source.parallelization()).toList();
  }

  String id() {
    return id;
  }

  /** Whether reading ahead is worth it. */
  synchronized boolean hasRoom() {
    int enough = Math.max(StreamLimits.PAGE, source.batchSize() * lanes.size());
    return order.size() < enough && bytes < StreamLimits.READ_AHEAD_BYTES;
  }

  /**
   * @return how many of them the filter has dropped
   */
  synchronized int add(List<Change> changes) {
    int dropped = 0;
    for (Change change : changes) {
      boolean wanted = source.filter().test(change.json());
      Entry entry = new Entry(change, !wanted);
      order.add(entry);
      bytes += change.bytes();
      if (wanted) {
        lanes.get(Math.floorMod(change.partition().hashCode(), lanes.size())).add(entry);
      } else {
        dropped++;
      }
    }
    settle();
    bell.ring();
    return dropped;
  }

  /** No more records will come. */
  synchronized void end() {
    ended = true;
    settle();
    bell.ring();
  }

  synchronized boolean isFinished() {
    return ended && order.isEmpty();
  }

  /** Waits for a lane's next batch; empty when the shard has ended. */
  Optional<List<Entry>> take(int number) throws InterruptedException {
    Deque<Entry> lane = lanes.get(number);
    while (true) {
      long seen = bell.rung();
      Instant due = Instant.MAX;
      synchronized (this) {
        if (lane.isEmpty() && ended) {
          return Optional.empty();
        }
        if (!lane.isEmpty()) {
          due = lane.peek().change().readAt().plus(source.window());
          List<Entry> batch = first(lane);
          boolean full = batch.size() == source.batchSize() || batch.size() < lane.size();
          if (full || ended || !clock.instant().isBefore(due)) {
            batch.forEach(_ -> lane.remove());
            return Optional.of(batch);
          }
        }
      }
      bell.await(seen, due);
    }
  }

  private List<Entry> first(Deque<Entry> lane) {
    List<Entry> batch = new ArrayList<>();
    long size = 0;
    for (Entry entry : lane) {
      // The comma between records counts too.
      size += entry.change().bytes() + 1;
      boolean fits = batch.size() < source.batchSize() && size <= StreamLimits.EVENT_BYTES;
      if (!fits && !batch.isEmpty()) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  /** These will not be delivered again. */
  synchronized void done(List<Entry> entries) {
    entries.forEach(it -> it.done = true);
    settle();
    bell.ring();
  }

  /** Moves the checkpoint to where everything before is done. */
  private void settle() {
    Optional<Checkpoints.Position> reached = Optional.empty();
    while (!order.isEmpty() && order.peek().done) {
      Change change = order.remove().change();
      bytes -= change.bytes();
      reached = Optional.of(new Checkpoints.Position.After(change.sequence()));
    }
    if (isFinished()) {
      reached = Optional.of(new Checkpoints.Position.Done());
    }
    reached.ifPresent(this::keep);
  }

  private void keep(Checkpoints.Position reached) {
    try {
      checkpoints.set(id, reached);
    } catch (UncheckedIOException e) {
      // The next one writes everything: a restart before that delivers again, and loses nothing.
      log.accept(e.getMessage());
    }
  }

  synchronized int waiting() {
    return order.size();
  }

  synchronized Optional<Instant> oldest() {
    return Optional.ofNullable(order.peek()).map(it -> it.change().arrivedAt());
  }
}
