package dev.parley.lambda.store;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Makes calls and says what their errors mean. The SDK has tried again by then. */
final class Calls {
  private static final int SERVER_ERROR = 500;

  private Calls() {}

  /** A read: if it failed, nothing has happened. */
  static <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkClientException e) {
      throw new Unavailable("the store did not answer", e);
    } catch (SdkServiceException e) {
      throw unavailableOrDefect(e);
    }
  }

  /** One item, read strongly consistently; empty when there is none. */
  static Optional<Attributes> get(DynamoDbClient dynamo, String table, Attributes key) {
    Map<String, AttributeValue> item =
        read(
            () ->
                dynamo
                    .getItem(get -> get.tableName(table).key(key.map()).consistentRead(true))
                    .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(Attributes.of(item));
  }

  /** Reads page after page until there is enough. */
  static List<Attributes> query(DynamoDbClient dynamo, QueryRequest request, int atMost) {
    List<Attributes> items = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryRequest.Builder page = request.toBuilder();
      if (request.filterExpression() == null) {
        page.limit(atMost - items.size());
      }
      if (!from.isEmpty()) {
        page.exclusiveStartKey(from);
      }
      QueryResponse answer = read(() -> dynamo.query(page.build()));
      answer.items().stream().map(Attributes::of).forEach(items::add);
      from = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of();
    } while (items.size() < atMost && !from.isEmpty());
    return items;
  }

  /** A write without a condition, which may be made twice. */
  static void write(Runnable call) {
    if (!writeIf(call)) {
      throw new Unavailable("another writer was in the way");
    }
  }

  /**
   * A conditional write.
   *
   * @return false when the condition did not hold, or another writer was in the way, and nothing
   *     was written
   */
  static boolean writeIf(Runnable call) {
    try {
      call.run();
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    } catch (TransactionCanceledException e) {
      return lostRace(e);
    } catch (TransactionInProgressException | SdkClientException e) {
      throw new Ambiguous("the store's answer to a write was lost", e);
    } catch (SdkServiceException e) {
      if (e.statusCode() >= SERVER_ERROR) {
        throw new Ambiguous("the store failed during a write", e);
      }
      throw unavailableOrDefect(e);
    }
  }

  /**
   * A conditional update.
   *
   * @return the attributes that the request asks for; empty when nothing was written
   */
  static Optional<Attributes> update(DynamoDbClient dynamo, UpdateItemRequest request) {
    Map<String, AttributeValue> item = new HashMap<>();
    boolean done = writeIf(() -> item.putAll(dynamo.updateItem(request).attributes()));
    return done ? Optional.of(Attributes.of(item)) : Optional.empty();
  }

  private static boolean lostRace(TransactionCanceledException e) {
    for (CancellationReason reason : e.cancellationReasons()) {
      switch (reason.code()) {
        case "None", "ConditionalCheckFailed", "TransactionConflict" -> {}
        case "ThrottlingError", "ProvisionedThroughputExceeded" ->
            throw new Unavailable("the store is throttling", e);
        default -> throw e;
      }
    }
    return false;
  }

  private static RuntimeException unavailableOrDefect(SdkServiceException e) {
    boolean transientError = e.isThrottlingException() || e.statusCode() >= SERVER_ERROR;
    return transientError ? new Unavailable("the store is not available", e) : e;
  }
}
