package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Unavailable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

class UnreadKeysTest {
  @Test
  void aStoreThatLeavesKeysUnreadIsAskedAFewTimesWithPauses() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger pauses = new AtomicInteger();
    DynamoDirectory directory =
        new DynamoDirectory(new Throttled(calls), "t", _ -> pauses.incrementAndGet());
    assertThatThrownBy(() -> directory.members("w", Set.of("vera")))
        .isInstanceOf(Unavailable.class);
    assertThat(calls.get()).isEqualTo(6);
    assertThat(pauses.get()).isEqualTo(5);
  }

  /** Reads nothing, as DynamoDB does when it throttles. */
  private record Throttled(AtomicInteger calls) implements DynamoDbClient {
    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      calls.incrementAndGet();
      return BatchGetItemResponse.builder()
          .responses(Map.of())
          .unprocessedKeys(request.requestItems())
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
