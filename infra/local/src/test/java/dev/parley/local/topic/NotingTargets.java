package dev.parley.local.topic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Queues and functions that keep what they get, and can be made to refuse it. */
final class NotingTargets implements Targets {
  /** What a function got. */
  record Invoked(String endpoint, String event, Optional<String> trace) {}

  final Map<String, List<QueueMessage>> queues = new ConcurrentHashMap<>();
  final List<Invoked> invoked = new CopyOnWriteArrayList<>();
  final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** So many times from now it fails in passing. */
  final AtomicInteger failures = new AtomicInteger();

  List<QueueMessage> in(String queueArn) {
    return queues.getOrDefault(queueArn, List.of());
  }

  @Override
  public boolean mayPublish(String topicArn, String queueArn) {
    return !forbidden.contains(queueArn);
  }

  @Override
  public void send(String queueArn, QueueMessage message) throws UndeliverableException {
    fail(queueArn);
    queues.computeIfAbsent(queueArn, it -> new CopyOnWriteArrayList<>()).add(message);
  }

  @Override
  public void invoke(String endpoint, byte[] event, Optional<String> trace)
      throws UndeliverableException {
    fail(endpoint);
    invoked.add(new Invoked(endpoint, new String(event, StandardCharsets.UTF_8), trace));
  }

  private void fail(String target) throws UndeliverableException {
    if (gone.contains(target)) {
      throw UndeliverableException.lasting(target + " does not exist");
    }
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw UndeliverableException.passing("busy", new IllegalStateException("busy"));
    }
  }
}
