package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How many messages a second Parley takes on this machine, client and server together: clients
 * write to their lawyers at a steady rate that rises step by step, until one in a hundred messages
 * needs more than 100 ms from the moment at which it was due to their lawyer's socket.
 */
final class Throughput implements AutoCloseable {
  private static final double LIMIT_MILLIS = 100;
  private static final double STEP = 1.25;
  private static final int WARM = 3;
  private static final int LAST_ONES_SECONDS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Line> clients = new ArrayList<>();
  private final List<String> conversations = new ArrayList<>();
  private final AtomicLongArray last;
  private final Bench.Rising load;
  private final int others;
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Line> lawyers = new HashMap<>();
  private int numbers;
  private volatile Step running = new Step(0, 1, 0);

  private Throughput(Bench.Rising load, int others) {
    this.load = load;
    this.others = others;
    this.last = new AtomicLongArray(load.clients());
  }

  /**
   * What was found.
   *
   * @param perSecond the highest rate that was kept; 0 when the first one was not
   * @param at its times
   * @param failed the rate at which it ended; 0 when that was not reached
   * @param log whether all that was acknowledged in all steps, kept or not, is in the logs
   */
  record Figures(int conversations, int perSecond, Percentiles at, int failed, Logged log) {
    List<Table.Row> rows() {
      return List.of(
          Table.Row.of(
              "most messages a second into %d conversations with p99 ≤ 100 ms"
                  .formatted(conversations),
              String.format(
                  Locale.ROOT,
                  "%d (%s)%s",
                  perSecond,
                  at.text(),
                  failed == 0 ? "" : ", not " + failed)),
          new Table.Row(
              "of all that was acknowledged meanwhile, under too much load, too",
              "%,d messages, %d lost, %d doubled"
                  .formatted(log.acknowledged(), log.lost(), log.doubled()),
              "none lost, none doubled",
              log.lost() == 0 && log.doubled() == 0));
    }
  }

  /**
   * What the logs say in the end.
   *
   * @param lost acknowledged and in no log
   * @param doubled in the logs more than once
   */
  record Logged(int acknowledged, int lost, int doubled) {}

  /**
   * Measures on a running {@link SendServer}, whose first lawyer talks elsewhere.
   *
   * @param others how many of its clients talk to that lawyer
   */
  static Figures measure(ServerProcess server, Bench.Rising load, int others)
      throws IOException, InterruptedException {
    try (Throughput throughput = new Throughput(load, others)) {
      Parley parley = new Parley(throughput.http, server.address(0), server.address(1));
      throughput.open(parley);
      for (int i = 0; i < WARM; i++) {
        throughput.step(load.first(), load.each());
      }
      Kept kept = throughput.rise();
      return new Figures(
          load.clients(), kept.rate(), kept.times(), kept.failed(), throughput.logged(parley));
    }
  }

  private record Kept(int rate, Percentiles times, int failed) {}

  private Kept rise() throws InterruptedException {
    Kept kept = new Kept(0, Percentiles.of(new long[1]), 0);
    int rate = load.first();
    while (rate <= load.most()) {
      Step step = step(rate, load.each());
      if (!step.isKept()) {
        // Once more: whatever else the machine did is not to be the end of it.
        step = step(rate, load.each());
      }
      if (!step.isKept()) {
        return new Kept(kept.rate(), kept.times(), rate);
      }
      kept = new Kept(rate, step.times(), 0);
      rate = (int) Math.ceil(rate * STEP);
    }
    return kept;
  }

  private Logged logged(Parley parley) throws IOException, InterruptedException {
    Set<Integer> missing = new HashSet<>(acknowledged);
    int all = missing.size();
    Set<Integer> seen = new HashSet<>();
    int doubled = 0;
    for (int i = 0; i < conversations.size(); i++) {
      for (int number : parley.messages(name(i), conversations.get(i))) {
        missing.remove(number);
        doubled += seen.add(number) ? 0 : 1;
      }
    }
    return new Logged(all, missing.size(), doubled);
  }

  private void open(Parley parley) throws IOException, InterruptedException {
    for (int i = 0; i < last.length(); i++) {
      int client = i;
      last.set(i, 1);
      int lawyer = 1 + load.lawyerOf(i);
      String conversation = parley.conversation(name(i), Parley.lawyer(lawyer));
      conversations.add(conversation);
      clients.add(
          Line.watching(
              http,
              parley.socket(name(i)),
              conversation,
              (_, frame) -> {
                if (Said.isAck(frame)) {
                  acknowledged.add(Said.number(frame));
                  last.accumulateAndGet(client, Said.seq(frame), Math::max);
                } else if (Said.isError(frame)) {
                  running.refused();
                }
              }));
      if (lawyers.containsKey(lawyer)) {
        lawyers.get(lawyer).watch(conversation);
      } else {
        URI socket = parley.socket(Parley.lawyer(lawyer));
        lawyers.put(lawyer, Line.watching(http, socket, conversation, this::heard));
      }
    }
  }

  private String name(int client) {
    return Parley.client(others + client);
  }

  private void heard(long at, String frame) {
    if (Said.isEntry(frame)) {
      running.came(Said.number(frame), at);
    }
  }

  private Step step(int perSecond, Duration each) throws InterruptedException {
    int messages = (int) (perSecond * each.toMillis() / 1_000);
    Step step = new Step(numbers, perSecond, messages);
    running = step;
    numbers += messages;
    for (int i = 0; i < messages; i++) {
      for (long early = step.early(i); early > 0; early = step.early(i)) {
        LockSupport.parkNanos(early);
      }
      int client = i % clients.size();
      clients
          .get(client)
          .send(Said.send(conversations.get(client), last.get(client), step.first + i));
    }
    step.missing.await(LAST_ONES_SECONDS, TimeUnit.SECONDS);
    return step;
  }

  @Override
  public void close() {
    clients.forEach(Line::close);
    lawyers.values().forEach(Line::close);
    http.close();
  }

  /** Some seconds at one rate. */
  private static final class Step {
    private final int first;
    private final long nanosBetween;
    private final long start = System.nanoTime();
    private final AtomicLongArray nanos;
    private final CountDownLatch missing;
    private final AtomicInteger refused = new AtomicInteger();

    Step(int first, int perSecond, int messages) {
      this.first = first;
      this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
      this.nanos = new AtomicLongArray(messages);
      this.missing = new CountDownLatch(messages);
    }

    long early(int message) {
      return start + message * nanosBetween - System.nanoTime();
    }

    void came(int number, long at) {
      int message = number - first;
      boolean ours = message >= 0 && message < nanos.length();
      if (ours && nanos.compareAndSet(message, 0, at - start - message * nanosBetween)) {
        missing.countDown();
      }
    }

    /** A sender was told to try again. */
    void refused() {
      refused.incrementAndGet();
      missing.countDown();
    }

    /** What did not come took too long. */
    Percentiles times() {
      long[] times = new long[nanos.length()];
      for (int i = 0; i < times.length; i++) {
        times[i] = nanos.get(i) == 0 ? TimeUnit.SECONDS.toNanos(LAST_ONES_SECONDS) : nanos.get(i);
      }
      return Percentiles.of(times);
    }

    boolean isKept() {
      return missing.getCount() + refused.get() == 0 && times().at(0.99) <= LIMIT_MILLIS;
    }
  }
}
