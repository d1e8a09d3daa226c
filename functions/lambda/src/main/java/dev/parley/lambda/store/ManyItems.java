package dev.parley.lambda.store;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.failure.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items of a table by their keys, strongly consistently and in no order. */
final class ManyItems {
  /** DynamoDB reads at most so many items in one call. */
  private static final int BATCH = 100;

  /** How often what a call left unread is asked for again. */
  private static final int ATTEMPTS = 6;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Backoff backoff;

  ManyItems(DynamoDbClient dynamo, String table, Backoff backoff) {
    this.dynamo = dynamo;
    this.table = table;
    this.backoff = backoff;
  }

  /**
   * @param keys all different
   * @return those that there are
   */
  List<Attributes> get(List<Attributes> keys) {
    List<Attributes> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += BATCH) {
      List<Attributes> batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
      items.addAll(getBatch(batch.stream().map(Attributes::map).toList()));
    }
    return items;
  }

  private List<Attributes> getBatch(List<Map<String, AttributeValue>> keys) {
    List<Attributes> items = new ArrayList<>();
    Map<String, KeysAndAttributes> rest =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 1; !rest.isEmpty(); attempt++) {
      if (attempt > ATTEMPTS) {
        throw new Unavailable("the store left keys of a batch unread");
      }
      if (attempt > 1) {
        backoff.pause(attempt - 1);
      }
      Map<String, KeysAndAttributes> wanted = rest;
      BatchGetItemResponse answer =
          Calls.read(() -> dynamo.batchGetItem(batch -> batch.requestItems(wanted)));
      answer.responses().getOrDefault(table, List.of()).stream()
          .map(Attributes::of)
          .forEach(items::add);
      rest = answer.unprocessedKeys();
    }
    return items;
  }
}
