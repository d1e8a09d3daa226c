package dev.parley.local.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.template.TableResource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that expire, on a clock that is moved. */
class ExpiryTest {
  private static final String TABLE = "tickets";
  private static final Duration AFTER_KEPT = Expiry.KEPT.plusSeconds(1);

  private final LocalClock clock = new LocalClock();
  private LocalDynamo dynamo;

  @BeforeEach
  void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    dynamo.create(
        List.of(
            new TableResource(
                "Tickets",
                TABLE,
                Map.of("id", "S", "at", "N"),
                new TableResource.Key("id", Optional.of("at")),
                List.of(),
                List.of(),
                Optional.of("end"),
                Optional.empty())));
    dynamo.expireBy(clock);
  }

  @AfterEach
  void stop() {
    dynamo.close();
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", AttributeValue.fromS(id), "at", AttributeValue.fromN("1.50"));
  }

  private void put(String id, AttributeValue end) {
    Map<String, AttributeValue> item = new HashMap<>(key(id));
    item.put("end", end);
    dynamo.client().putItem(it -> it.tableName(TABLE).item(item));
  }

  private void put(String id, Instant end) {
    put(id, AttributeValue.fromN(String.valueOf(end.getEpochSecond())));
  }

  private Instant in(Duration duration) {
    return clock.instant().plus(duration);
  }

  private boolean isThere(String id) {
    return dynamo.client().getItem(it -> it.tableName(TABLE).key(key(id))).hasItem();
  }

  private void awaitDeletion(String id) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (isThere(id)) {
      assertThat(System.nanoTime()).as("%s is still there", id).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Something expires and goes, so that whatever else had to go would have gone too. */
  private void awaitSweep() {
    put("mark", in(Duration.ofSeconds(-1)));
    clock.advance(AFTER_KEPT);
    awaitDeletion("mark");
  }

  @Test
  @Conforms("ddb-ttl")
  void anExpiredItemIsReadForMinutesAfterAJumpAndThenDeleted() {
    put("a", in(Duration.ofHours(1)));
    clock.advance(Duration.ofDays(1));
    clock.advance(Expiry.KEPT.minusSeconds(60));
    assertThat(isThere("a")).isTrue();
    clock.advance(Duration.ofSeconds(61));
    awaitDeletion("a");
  }

  @Test
  void whatHasNotExpiredStays() {
    put("later", in(Duration.ofHours(5)));
    put("never", AttributeValue.fromS("0"));
    put("long ago", in(Duration.ofDays(-6 * 365)));
    awaitSweep();
    assertThat(isThere("later")).isTrue();
    assertThat(isThere("never")).isTrue();
    assertThat(isThere("long ago")).isTrue();
  }

  @Test
  void aLongerLifeIsHonoured() {
    put("a", in(Duration.ofSeconds(-1)));
    clock.advance(Duration.ofMinutes(1));
    put("a", in(Duration.ofHours(1)));
    awaitSweep();
    assertThat(isThere("a")).isTrue();
  }

  @Test
  void deletionsAreToldAsWrites() {
    AtomicInteger writes = new AtomicInteger();
    put("a", in(Duration.ofSeconds(-1)));
    dynamo.onWrite(writes::incrementAndGet);
    clock.advance(AFTER_KEPT);
    awaitDeletion("a");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (writes.get() == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void theEnginesOwnDeleterDoesNothing() {
    // It looks once a second; ours needs minutes of the clock, which does not move here.
    put("a", in(Duration.ofHours(-1)));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    while (System.nanoTime() < until) {
      assertThat(isThere("a")).isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
