package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.parley.core.conversation.ConversationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a log has grown, as the stream of the table tells it.
 *
 * @param image the new entry's item
 * @param sequenceNumber of the record, by which a batch goes on from it
 */
public record Growth(
    ConversationId conversation, Map<String, AttributeValue> image, String sequenceNumber) {
  private static final String ENTRY = "e#";

  /** Of two records of one log, that of the later entry; keys sort by number. */
  public Growth later(Growth other) {
    return key().compareTo(other.key()) < 0 ? other : this;
  }

  private String key() {
    return image.get("sk").getS();
  }

  /** The new entries of a batch, in its order; everything else that changes there is no growth. */
  public static List<Growth> of(DynamodbEvent event) {
    return event.getRecords().stream().flatMap(record -> of(record).stream()).toList();
  }

  private static Optional<Growth> of(DynamodbEvent.DynamodbStreamRecord record) {
    boolean grows =
        record.getEventName().equals("INSERT")
            && record.getDynamodb().getKeys().get("sk").getS().startsWith(ENTRY);
    return grows
        ? Optional.of(
            new Growth(
                ConversationId.ofFull(record.getDynamodb().getKeys().get("c").getS()),
                record.getDynamodb().getNewImage(),
                record.getDynamodb().getSequenceNumber()))
        : Optional.empty();
  }
}
