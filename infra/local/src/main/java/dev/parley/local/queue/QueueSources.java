package dev.parley.local.queue;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import java.util.List;

/** Lambda's polling of queues: gives their messages to functions, in batches. */
public final class QueueSources implements AutoCloseable {
  private final List<Poller> pollers;

  private QueueSources(List<Poller> pollers) {
    this.pollers = pollers;
  }

  /** Throws {@link QueueException} when a source names a queue that is not there. */
  public static QueueSources start(
      List<QueueSource> sources,
      LocalQueues queues,
      Invoker functions,
      LocalClock clock,
      LogSink log) {
    List<Poller> pollers =
        sources.stream()
            .filter(QueueSource::enabled)
            .map(
                it -> {
                  LocalQueue queue = queues.queue(it.queueArn());
                  return new Poller(it, queue, queues.deadLetters(queue), functions, clock, log);
                })
            .toList();
    pollers.forEach(Poller::start);
    return new QueueSources(pollers);
  }

  /** Begins nothing new; returns when what has begun has ended, or after a while without. */
  @Override
  public void close() {
    pollers.forEach(Poller::stop);
    pollers.forEach(Poller::await);
  }
}
