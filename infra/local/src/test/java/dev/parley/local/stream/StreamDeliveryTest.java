package dev.parley.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamDeliveryTest {
  private static LocalDynamo dynamo;
  private StreamFixture fixture;

  @BeforeAll
  static void startEngine() {
    dynamo = LocalDynamo.start(Optional.empty());
  }

  @AfterAll
  static void stopEngine() {
    dynamo.close();
  }

  @BeforeEach
  void makeTable() {
    fixture = StreamFixture.on(dynamo);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static String[] texts(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
  }

  @Test
  @Conforms({"streams-batch-size", "streams-order"})
  void whatIsThereComesInBatchesInItsOrder() {
    fixture.put(texts(25));
    fixture.start(it -> it.batchSize = 10);
    assertThat(fixture.delivered(25)).containsExactly(texts(25));
    assertThat(fixture.batches()).extracting(List::size).containsExactly(10, 10, 5);
  }

  @Test
  @Conforms("streams-batch-6-mb")
  void anEventHasAtMostSixMegabytes() {
    String large = "x".repeat(390_000);
    fixture.put(IntStream.range(0, 20).mapToObj(i -> large).toArray(String[]::new));
    fixture.start(_ -> {});
    fixture.delivered(20);
    assertThat(fixture.events.size()).isGreaterThan(1);
    assertThat(fixture.events)
        .allSatisfy(it -> assertThat(Json.bytes(it).length).isLessThanOrEqualTo(6 * 1024 * 1024));
  }

  @Test
  void aWriteIsDeliveredWithinAQuarterOfASecond() {
    fixture.start(_ -> {});
    fixture.put("warm");
    fixture.delivered(1);
    List<Long> millis = new ArrayList<>();
    for (int i = 2; i < 12; i++) {
      int expected = i;
      long before = System.nanoTime();
      fixture.put("again");
      StreamFixture.eventually(() -> fixture.delivered().size() >= expected);
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
    }
    assertThat(millis.stream().sorted().toList().get(5)).as("%s", millis).isLessThan(250);
  }

  @Test
  @Conforms("streams-window")
  void aWindowGathersUntilItsTimeHasCome() {
    fixture.start(it -> it.window = Duration.ofSeconds(300));
    fixture.put("a", "b");
    StreamFixture.eventually(() -> waiting() == 2);
    fixture.clock.advance(Duration.ofSeconds(200));
    fixture.put("c");
    StreamFixture.eventually(() -> waiting() == 3);
    assertThat(fixture.events).isEmpty();
    fixture.clock.advance(Duration.ofSeconds(101));
    fixture.delivered(3);
    assertThat(fixture.batches()).containsExactly(List.of("a", "b", "c"));
  }

  private int waiting() {
    return fixture.status().waiting();
  }

  @Test
  @Conforms("streams-window")
  void aFullBatchDoesNotWaitForItsWindow() {
    fixture.start(
        it -> {
          it.window = Duration.ofSeconds(300);
          it.batchSize = 2;
        });
    fixture.put("a", "b", "c");
    assertThat(fixture.delivered(2)).containsExactly("a", "b");
    assertThat(fixture.batches()).containsExactly(List.of("a", "b"));
  }

  @Test
  @Conforms("streams-latest")
  void latestLeavesWhatWasThereBefore() {
    fixture.put("old");
    fixture.start(it -> it.from = StreamSource.StartingPosition.LATEST);
    fixture.put("new");
    assertThat(fixture.delivered(1)).containsExactly("new");
  }

  @Test
  @Conforms("streams-filter")
  void aFilteredRecordIsNeverSeenAndCountsAsHandled() {
    fixture.start(it -> it.filter = record -> !StreamFixture.text(record).startsWith("no"));
    fixture.put("no-1", "yes-1", "no-2", "yes-2");
    fixture.delivered(2);
    StreamFixture.eventually(() -> fixture.status().handled() == 4);
    assertThat(fixture.delivered()).containsExactly("yes-1", "yes-2");
  }

  @Test
  void aDisabledSourceDeliversNothing() {
    fixture.put("a");
    fixture.start(it -> it.enabled = false);
    assertThat(fixture.status().enabled()).isFalse();
    fixture.stop();
    assertThat(fixture.events).isEmpty();
  }

  @Test
  @Conforms({"streams-parallel", "streams-order"})
  void lanesRunAtTheSameTimeAndKeepTheOrderOfEachKey() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, Integer> next = new ConcurrentHashMap<>();
    CountDownLatch both = new CountDownLatch(2);
    fixture.function =
        batch -> {
          both.countDown();
          await(both);
          return StreamFixture.NOTHING;
        };
    for (int i = 0; i < 60; i++) {
      String key = "k" + random.nextInt(8);
      fixture.put(key, i, key + ":" + next.merge(key, 1, Integer::sum));
    }
    fixture.start(
        it -> {
          it.parallelization = 4;
          it.batchSize = 3;
        });
    List<String> delivered = fixture.delivered(60);
    assertThat(both.getCount()).as("two lanes at a time, seed %d", seed).isZero();
    next.forEach(
        (key, count) ->
            assertThat(delivered)
                .as("seed %d", seed)
                .filteredOn(it -> it.startsWith(key + ":"))
                .containsExactlyElementsOf(
                    IntStream.rangeClosed(1, count).mapToObj(i -> key + ":" + i).toList()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Conforms("streams-shards")
  void aChildShardFollowsItsParent() {
    fixture.start(it -> it.batchSize = 2);
    fixture.put("a", "b", "c");
    fixture.delivered(1);
    dynamo.rollShards();
    fixture.put("d", "e");
    assertThat(fixture.delivered(5)).containsExactly("a", "b", "c", "d", "e");
    dynamo.rollShards();
    fixture.put("f");
    assertThat(fixture.delivered(6)).endsWith("f").hasSize(6);
  }

  @Test
  void whatAwsRefusesIsRefused() {
    assertThatThrownBy(() -> fixture.start(it -> it.batchSize = 10_001))
        .hasMessage("FnNotes: BatchSize is 1 to 10000");
    assertThatThrownBy(() -> fixture.start(it -> it.window = Duration.ofSeconds(301)))
        .hasMessageContaining("MaximumBatchingWindowInSeconds");
    assertThatThrownBy(() -> fixture.start(it -> it.parallelization = 11))
        .hasMessageContaining("ParallelizationFactor");
    assertThatThrownBy(() -> fixture.start(it -> it.attempts = Optional.of(-1)))
        .hasMessageContaining("MaximumRetryAttempts");
    assertThatThrownBy(() -> fixture.start(it -> it.age = Optional.of(Duration.ofSeconds(59))))
        .hasMessageContaining("MaximumRecordAgeInSeconds");
  }
}
