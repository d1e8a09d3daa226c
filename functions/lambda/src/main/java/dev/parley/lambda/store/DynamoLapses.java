package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Lapse;
import dev.parley.core.conversation.Lapses;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Lapses looked up in DynamoDB Streams. */
public final class DynamoLapses implements Lapses {
  private final Supplier<DynamoDbStreamsClient> streams;

  /**
   * @param streams asked for only when there is a lapse
   */
  public DynamoLapses(Supplier<DynamoDbStreamsClient> streams) {
    this.streams = streams;
  }

  @Override
  public Set<ConversationId> conversations(Lapse lapse) {
    Set<ConversationId> conversations = new LinkedHashSet<>();
    try {
      String iterator = Calls.read(() -> begin(lapse));
      while (iterator != null) {
        String from = iterator;
        GetRecordsResponse page =
            Calls.read(() -> streams.get().getRecords(get -> get.shardIterator(from)));
        List<Record> wanted =
            page.records().stream().filter(record -> isOf(lapse, record)).toList();
        wanted.forEach(
            record -> conversations.add(Keys.conversation(record.dynamodb().keys().get("c").s())));
        boolean more = wanted.size() == page.records().size() && !wanted.isEmpty();
        iterator = more ? page.nextShardIterator() : null;
      }
    } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
      // The stream has let go of it after its day; a rebuild by hand is what is left.
    }
    return conversations;
  }

  private String begin(Lapse lapse) {
    return streams
        .get()
        .getShardIterator(
            get ->
                get.streamArn(lapse.stream())
                    .shardId(lapse.shard())
                    .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                    .sequenceNumber(lapse.first()))
        .shardIterator();
  }

  private static boolean isOf(Lapse lapse, Record record) {
    return new BigInteger(record.dynamodb().sequenceNumber())
            .compareTo(new BigInteger(lapse.last()))
        <= 0;
  }
}
