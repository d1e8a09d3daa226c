package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Lapse;
import dev.parley.core.conversation.Lapses;
import dev.parley.core.failure.Unavailable;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Lapses looked up in DynamoDB Streams. */
public final class DynamoLapses implements Lapses {
  /** More pages than a lapse of one batch can have between them. */
  private static final int PAGES = 1_000;

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
    String iterator = Calls.read(() -> begin(lapse));
    boolean reached = false;
    for (int page = 0; iterator != null && !reached; page++) {
      if (page == PAGES) {
        throw new Unavailable("the stream did not come to the end of the lapse");
      }
      String from = iterator;
      GetRecordsResponse answer =
          Calls.read(() -> streams.get().getRecords(get -> get.shardIterator(from)));
      // A page may be empty though records follow: see GetRecords of the streams' API.
      for (Record record : answer.records()) {
        int order = number(record.dynamodb().sequenceNumber()).compareTo(number(lapse.last()));
        reached = reached || order >= 0;
        if (order <= 0) {
          conversations.add(ConversationId.ofFull(record.dynamodb().keys().get("c").s()));
        }
      }
      iterator = answer.nextShardIterator();
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

  private static BigInteger number(String sequence) {
    return new BigInteger(sequence);
  }
}
