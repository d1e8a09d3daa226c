package dev.parley.local.dynamo;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.ScanResult;
import dev.parley.local.clock.Alarms;
import dev.parley.local.clock.LocalClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Deletes items whose time to live has ended on the local clock, as DynamoDB does: later, and with
 * DynamoDB itself as the user in the stream. An item stays readable for {@link #KEPT} after the
 * clock came to its end, also when the clock was moved far beyond it, so that whoever forgets to
 * filter on reads gets to see it.
 */
final class Expiry implements AutoCloseable {
  /** AWS takes up to some days. */
  static final Duration KEPT = Duration.ofMinutes(5);

  /** Between two looks, on the local clock. */
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** AWS leaves what ended before, taking it for a mistake (AWS: DynamoDB TTL). */
  private static final int YEARS = 5;

  private final Engine engine;
  private final LocalClock clock;
  private final Runnable onWrite;
  private final Alarms alarms;
  private final LocalClock.Listening listening;
  // Where the clock stood, so that a jump counts only from where it led to.
  private final TreeSet<Instant> seen = new TreeSet<>();
  private boolean closed;

  private Expiry(Engine engine, LocalClock clock, Runnable onWrite) {
    this.engine = engine;
    this.clock = clock;
    this.onWrite = onWrite;
    this.alarms = new Alarms(clock);
    this.listening = clock.onAdvance(this::see);
  }

  /**
   * @param onWrite runs after items were deleted
   */
  static Expiry start(Engine engine, LocalClock clock, Runnable onWrite) {
    Expiry expiry = new Expiry(engine, clock, onWrite);
    expiry.see();
    expiry.alarms.after(PERIOD, expiry::look);
    return expiry;
  }

  private void see() {
    synchronized (seen) {
      seen.add(clock.instant());
    }
  }

  private synchronized void look() {
    if (closed) {
      return;
    }
    see();
    // From before the look, so that a jump of the clock during it brings the next one at once.
    Instant next = clock.instant().plus(PERIOD);
    try {
      sweep();
    } finally {
      alarms.at(next, this::look);
    }
  }

  private void sweep() {
    Instant before;
    synchronized (seen) {
      before = seen.floor(clock.instant().minus(KEPT));
      if (before == null) {
        return;
      }
      seen.headSet(before).clear();
    }
    boolean deleted = false;
    for (var table : engine.database().fetchAllTablesWithTimeToLiveEnabled().entrySet()) {
      String attribute = table.getValue().getTimeToLiveAttributeName();
      deleted |= sweep(table.getKey(), attribute, before);
    }
    if (deleted) {
      onWrite.run();
    }
  }

  private boolean sweep(String table, String attribute, Instant before) {
    var client = engine.tables().amazonDynamoDB();
    List<String> keys =
        client.describeTable(table).getTable().getKeySchema().stream()
            .map(KeySchemaElement::getAttributeName)
            .toList();
    Instant since = before.atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant();
    ScanRequest request =
        new ScanRequest(table)
            .withFilterExpression("#ttl BETWEEN :since AND :before")
            .addExpressionAttributeNamesEntry("#ttl", attribute)
            .addExpressionAttributeValuesEntry(":since", seconds(since))
            .addExpressionAttributeValuesEntry(":before", seconds(before));
    boolean deleted = false;
    do {
      ScanResult page = client.scan(request);
      for (var item : page.getItems()) {
        Map<String, AttributeValue> key = new HashMap<>();
        keys.forEach(it -> key.put(it, internal(item.get(it))));
        deleted |= delete(table, key, attribute, before);
      }
      request.setExclusiveStartKey(page.getLastEvaluatedKey());
    } while (request.getExclusiveStartKey() != null);
    return deleted;
  }

  private static com.amazonaws.services.dynamodbv2.model.AttributeValue seconds(Instant instant) {
    return new com.amazonaws.services.dynamodbv2.model.AttributeValue()
        .withN(String.valueOf(instant.getEpochSecond()));
  }

  private static AttributeValue internal(
      com.amazonaws.services.dynamodbv2.model.AttributeValue value) {
    if (value.getS() != null) {
      return new AttributeValue().withS(value.getS());
    }
    return value.getN() != null
        ? new AttributeValue().withN(value.getN())
        : new AttributeValue().withB(value.getB());
  }

  private boolean delete(
      String table, Map<String, AttributeValue> key, String attribute, Instant before) {
    LocalDBAccess database = engine.database();
    var lock = database.getLockForTable(table).writeLock();
    lock.lock();
    try {
      Map<String, AttributeValue> item = database.getRecord(table, key);
      // Read again under the lock: it may have been given a longer life meanwhile.
      return item != null
          && hasEnded(item.get(attribute), before)
          && database.deleteRecord(table, key, true);
    } finally {
      lock.unlock();
    }
  }

  private static boolean hasEnded(AttributeValue end, Instant before) {
    return end != null
        && end.getN() != null
        && new BigDecimal(end.getN()).compareTo(BigDecimal.valueOf(before.getEpochSecond())) <= 0;
  }

  @Override
  public void close() {
    listening.close();
    alarms.close();
    // Waits for a look that is under way, which needs the engine.
    synchronized (this) {
      closed = true;
    }
  }
}
