package dev.parley.local.queue;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import dev.parley.local.function.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Receives the messages of one queue and invokes a function with them. */
final class Poller {
  // Within a window, so that a clock that is moved is seen at once.
  private static final Duration SHORT_WAIT = Duration.ofMillis(500);
  private static final Duration TO_END = Duration.ofSeconds(30);

  private final QueueSource source;
  private final LocalQueue queue;
  private final Optional<LocalQueue> deadLetters;
  private final Invoker functions;
  private final LocalClock clock;
  private final LogSink log;
  private final Semaphore places;
  private final Thread thread;
  // Received, but more than the last event had room for.
  private final Deque<QueueMessage> left = new ArrayDeque<>();
  private volatile boolean stopped;

  Poller(
      QueueSource source,
      LocalQueue queue,
      Optional<LocalQueue> deadLetters,
      Invoker functions,
      LocalClock clock,
      LogSink log) {
    this.source = source;
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.functions = functions;
    this.clock = clock;
    this.log = log;
    this.places = new Semaphore(source.concurrency());
    this.thread = Thread.ofVirtual().name("poller " + source.id()).unstarted(this::poll);
  }

  void start() {
    thread.start();
  }

  private void poll() {
    try {
      while (!stopped) {
        places.acquire();
        List<QueueMessage> batch = List.of();
        try {
          batch = admitted(gather());
        } catch (ExecutionException | RuntimeException e) {
          // Whatever it was, the next messages are not to wait for a restart.
          log.log(source.function(), "-", "the queue " + name() + " cannot be polled: " + e);
          TimeUnit.SECONDS.sleep(1);
        } finally {
          if (batch.isEmpty()) {
            places.release();
          } else {
            handOver(batch);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      left.forEach(queue::giveBack);
    }
  }

  private String name() {
    return queue.definition().name();
  }

  // Until the batch is full, the event is full, or the window is over that its first message
  // opened.
  private List<QueueMessage> gather() throws InterruptedException, ExecutionException {
    List<QueueMessage> batch = new ArrayList<>();
    try {
      Instant until = Instant.MAX;
      boolean full = false;
      while (!full) {
        if (left.isEmpty()) {
          left.addAll(receive(source.batchSize() - batch.size(), until));
        }
        full = fill(batch);
        if (!batch.isEmpty() && until == Instant.MAX) {
          until = clock.instant().plus(source.window());
        }
        full |= !batch.isEmpty() && !clock.instant().isBefore(until);
      }
      return batch;
    } catch (InterruptedException | ExecutionException | RuntimeException e) {
      batch.forEach(queue::giveBack);
      throw e;
    }
  }

  private boolean fill(List<QueueMessage> batch) {
    int bytes = batch.stream().mapToInt(it -> SqsEvents.size(it, source.queueArn())).sum();
    while (!left.isEmpty() && batch.size() < source.batchSize()) {
      bytes += SqsEvents.size(left.peek(), source.queueArn());
      if (bytes > QueueLimits.EVENT_BYTES && !batch.isEmpty()) {
        return true;
      }
      batch.add(left.poll());
    }
    return batch.size() == source.batchSize();
  }

  private List<QueueMessage> receive(int most, Instant until)
      throws InterruptedException, ExecutionException {
    Duration wait = until == Instant.MAX ? QueueLimits.LONGEST_WAIT : remaining(until);
    int count = Math.min(most, QueueLimits.RECEIVED);
    CompletableFuture<List<QueueMessage>> received = queue.receive(count, wait);
    try {
      return wanted(received.get());
    } catch (InterruptedException e) {
      // The queue does not know that nobody waits any more: what it gives goes back. In a window
      // that is soon, and must be over before the others go back, or they would be received again.
      if (until == Instant.MAX) {
        received.thenAccept(it -> it.forEach(queue::giveBack));
      } else {
        received.join().forEach(queue::giveBack);
      }
      throw e;
    }
  }

  private Duration remaining(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left.compareTo(SHORT_WAIT) < 0 ? left : SHORT_WAIT;
  }

  private List<QueueMessage> wanted(List<QueueMessage> received) {
    List<QueueMessage> wanted = new ArrayList<>();
    for (QueueMessage message : received) {
      if (source.wanted().test(SqsEvents.filtered(message))) {
        wanted.add(message);
      } else {
        queue.delete(message);
      }
    }
    return wanted;
  }

  // A message whose chain is too long leaves the queue without being seen.
  private List<QueueMessage> admitted(List<QueueMessage> batch) {
    List<QueueMessage> admitted = new ArrayList<>();
    for (QueueMessage message : batch) {
      if (chain(message).map(it -> functions.admits(source.function(), it)).orElse(true)) {
        admitted.add(message);
      } else if (deadLetters.isPresent()) {
        queue.move(message, deadLetters.orElseThrow());
      } else {
        queue.delete(message);
      }
    }
    return admitted;
  }

  private static Optional<Trace> chain(QueueMessage message) {
    return message.trace().flatMap(Trace::parse);
  }

  private void handOver(List<QueueMessage> batch) {
    Thread.ofVirtual()
        .name("batch " + source.id())
        .start(
            () -> {
              try {
                handle(batch);
              } catch (RuntimeException e) {
                // The messages come back after their visibility timeout.
                log.log(source.function(), "-", "a batch of " + name() + " was left: " + e);
              } finally {
                places.release();
              }
            });
  }

  private void handle(List<QueueMessage> batch) {
    List<Trace> chains = batch.stream().map(Poller::chain).flatMap(Optional::stream).toList();
    Answer answer =
        functions.invoke(
            source.function(), SqsEvents.event(batch, source.queueArn()), Trace.merged(chains));
    List<QueueMessage> handled = Verdict.handled(batch, answer, source.partial());
    handled.forEach(queue::delete);
    Set<QueueMessage> failed = new HashSet<>(batch);
    handled.forEach(failed::remove);
    if (!failed.isEmpty()) {
      log.log(
          source.function(),
          "-",
          "%d of %d messages of %s were not handled and stay in the queue"
              .formatted(failed.size(), batch.size(), name()));
    }
  }

  /** Receives nothing more. */
  void stop() {
    stopped = true;
    thread.interrupt();
  }

  /** Waits until the function has returned everywhere. */
  void await() {
    try {
      thread.join(TO_END);
      if (!places.tryAcquire(source.concurrency(), TO_END.toSeconds(), TimeUnit.SECONDS)) {
        log.log(source.function(), "-", "still at work on messages of " + name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
