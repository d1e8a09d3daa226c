package dev.parley.bench;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.RunOut;
import dev.parley.core.consultation.Timer;
import dev.parley.lambda.queue.SqsTimers;
import dev.parley.lambda.wire.RunOutTimers;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Answer;
import dev.parley.local.queue.LocalQueues;
import dev.parley.local.queue.QueueDefinition;
import dev.parley.local.queue.QueueSource;
import dev.parley.local.queue.QueueSources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * How much later than they are due timers come to a function, on ElasticMQ and by real time: half
 * are set one by one, half as a sweep sets them, in both queues.
 */
final class TimerLateness {
  private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
  private static final Map<Timer.Purpose, String> QUEUES =
      Map.of(Timer.Purpose.DEADLINE, "timers", Timer.Purpose.PAYOUT, "payouts");
  private static final int SETTERS = 4;
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 6_000;
  private static final int SWEPT = 50;
  private static final int PATIENCE_SECONDS = 40;

  private final LocalClock clock = new LocalClock();
  private final Map<String, Long> lateness = new ConcurrentHashMap<>();
  private final CountDownLatch left;

  private TimerLateness(int timers) {
    left = new CountDownLatch(timers);
  }

  /**
   * @param lost how many never came
   * @param early how many came before they were due
   */
  record Figures(int timers, int lost, long early, Percentiles late) {
    private static final double MEDIAN = 600;
    private static final double MOST = 1_500;

    List<Table.Row> rows() {
      String what = "%,d timers through SQS, from the moment due to the function".formatted(timers);
      boolean prompt = late.median() <= MEDIAN && late.at(0.99) <= MOST;
      return List.of(
          new Table.Row(
              String.format(Locale.ROOT, what),
              late.text(),
              "p50 ≤ 600 ms, p99 ≤ 1,500 ms",
              prompt),
          new Table.Row(
              "of these, lost or early",
              lost + " lost, " + early + " early",
              "none lost, none early",
              lost == 0 && early == 0));
    }
  }

  static Figures measure(int timers) throws InterruptedException, ExecutionException {
    TimerLateness bench = new TimerLateness(timers);
    try (LocalQueues queues = bench.queues();
        SqsClient sqs = client(queues);
        QueueSources _ = bench.receiving(queues)) {
      bench.set(timers, new SqsTimers(() -> sqs, bench.urls(queues), RunOutTimers::text));
      boolean all = bench.left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Collection<Long> late = bench.lateness.values();
      long early = late.stream().filter(nanos -> nanos < 0).count();
      int lost = all ? 0 : timers - late.size();
      return new Figures(
          timers, lost, early, Percentiles.of(late.stream().mapToLong(it -> it).toArray()));
    }
  }

  private LocalQueues queues() {
    LocalQueues queues =
        LocalQueues.listen(
            new LocalQueues.Place("127.0.0.1", 0, "us-east-1", "123456789012", Optional.empty()),
            clock);
    queues.create(
        QUEUES.values().stream().map(it -> QueueDefinition.standard(it, ARN + it)).toList());
    return queues;
  }

  private Map<Timer.Purpose, String> urls(LocalQueues queues) {
    return Map.of(
        Timer.Purpose.DEADLINE, queues.url(QUEUES.get(Timer.Purpose.DEADLINE)),
        Timer.Purpose.PAYOUT, queues.url(QUEUES.get(Timer.Purpose.PAYOUT)));
  }

  private static SqsClient client(LocalQueues queues) {
    return SqsClient.builder()
        .endpointOverride(queues.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(ApacheHttpClient.create())
        .build();
  }

  /** As the template has Lambda poll them. */
  private QueueSources receiving(LocalQueues queues) {
    List<QueueSource> sources =
        QUEUES.values().stream()
            .map(
                it ->
                    new QueueSource(
                        it,
                        it,
                        ARN + it,
                        10,
                        Duration.ZERO,
                        true,
                        Optional.of(10),
                        _ -> true,
                        true))
            .toList();
    return QueueSources.start(sources, queues, (_, event) -> take(event), clock, (_, _, _) -> {});
  }

  private Answer take(byte[] event) {
    Instant now = clock.instant();
    RunOutTimers.read(new String(event, StandardCharsets.UTF_8))
        .messages()
        .forEach(message -> note(RunOutTimers.timer(message), now));
    return new Answer.Returned("{}".getBytes(StandardCharsets.UTF_8));
  }

  /** One that comes twice counts when it comes first. */
  private void note(RunOut timer, Instant now) {
    long late = Duration.between(timer.at(), now).toNanos();
    if (lateness.putIfAbsent(timer.consultation().value(), late) == null) {
      left.countDown();
    }
  }

  private void set(int timers, SqsTimers queues) throws InterruptedException, ExecutionException {
    ConcurrentLinkedQueue<Integer> single = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Integer> swept = new ConcurrentLinkedQueue<>();
    for (int n = 0; n < timers; n++) {
      (n % 2 == 0 ? single : swept).add(n);
    }
    List<Future<?>> setters = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SETTERS)) {
      for (int n = 1; n < SETTERS; n++) {
        Random random = new Random(n);
        setters.add(threads.submit(() -> setSingly(single, queues, random)));
      }
      setters.add(threads.submit(() -> setTogether(swept, queues)));
      for (Future<?> setter : setters) {
        setter.get();
      }
    }
  }

  private void setSingly(ConcurrentLinkedQueue<Integer> numbers, SqsTimers queues, Random random) {
    for (Integer n = numbers.poll(); n != null; n = numbers.poll()) {
      Instant now = clock.instant();
      queues.set(timer(n, now, random), now);
    }
  }

  private void setTogether(ConcurrentLinkedQueue<Integer> numbers, SqsTimers queues) {
    Random random = new Random(0);
    while (!numbers.isEmpty()) {
      Instant now = clock.instant();
      List<Timer> some = new ArrayList<>();
      while (some.size() < SWEPT && !numbers.isEmpty()) {
        some.add(timer(numbers.remove(), now, random));
      }
      queues.setAll(some, now);
    }
  }

  private static Timer timer(int number, Instant now, Random random) {
    Instant at = now.plusMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    Timer.Purpose purpose = number % 3 == 0 ? Timer.Purpose.PAYOUT : Timer.Purpose.DEADLINE;
    return new Timer(new ConsultationId("portal", "t" + number), at, purpose);
  }
}
