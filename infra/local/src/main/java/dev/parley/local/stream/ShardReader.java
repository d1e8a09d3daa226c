package dev.parley.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a shard page by page into its queue; used by one thread. */
final class ShardReader {
  private final DynamoDbStreamsClient streams;
  private final StreamSource source;
  private final String partitionKey;
  private final LocalClock clock;
  private final Arrivals arrivals;
  private final StreamEvents events;
  private final Shard shard;
  private final Counts counts;
  private Checkpoints.Position position;
  private Optional<String> iterator = Optional.empty();
  private boolean ended;

  ShardReader(
      Source.Setting setting, String partitionKey, Shard shard, Checkpoints.Position position) {
    this.streams = setting.around().streams();
    this.source = setting.source();
    this.clock = setting.around().clock();
    this.arrivals = setting.arrivals();
    this.counts = setting.counts();
    this.events = new StreamEvents(source);
    this.partitionKey = partitionKey;
    this.shard = shard;
    this.position = position;
  }

  Shard shard() {
    return shard;
  }

  /**
   * Reads a page, if there is room for it.
   *
   * @return whether there may be more at once
   */
  boolean read() {
    if (ended || !shard.hasRoom()) {
      return false;
    }
    try {
      String from = iterator.orElseGet(this::open);
      GetRecordsResponse page =
          streams.getRecords(it -> it.shardIterator(from).limit(StreamLimits.PAGE));
      take(page.records());
      iterator = Optional.ofNullable(page.nextShardIterator());
      if (iterator.isEmpty()) {
        end();
      }
      return page.hasRecords() && !page.records().isEmpty();
    } catch (ExpiredIteratorException e) {
      iterator = Optional.empty();
      return true;
    } catch (TrimmedDataAccessException e) {
      // What came after the checkpoint is older than the stream keeps: the rest is what is left.
      position = new Checkpoints.Position.Beginning();
      iterator = Optional.empty();
      return true;
    } catch (ResourceNotFoundException e) {
      end();
      return false;
    }
  }

  private void end() {
    ended = true;
    shard.end();
  }

  private String open() {
    var request =
        GetShardIteratorRequest.builder().streamArn(source.engineStream()).shardId(shard.id());
    switch (position) {
      case Checkpoints.Position.Beginning() ->
          request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
      case Checkpoints.Position.After(String sequence) ->
          request
              .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
              .sequenceNumber(sequence);
      case Checkpoints.Position.Done() ->
          throw new IllegalStateException("a shard that is done is not read");
    }
    return streams.getShardIterator(request.build()).shardIterator();
  }

  private void take(List<Record> records) {
    if (!records.isEmpty()) {
      counts.handled().add(shard.add(records.stream().map(this::change).toList()));
      position = new Checkpoints.Position.After(records.getLast().dynamodb().sequenceNumber());
    }
  }

  private Change change(Record engine) {
    Instant at = arrivals.of(engine.dynamodb().approximateCreationDateTime());
    ObjectNode json = events.json(engine, at);
    return new Change(
        engine.dynamodb().sequenceNumber(),
        json.at("/dynamodb/Keys").path(partitionKey).toString(),
        json,
        at,
        clock.instant(),
        Json.bytes(json).length);
  }
}
