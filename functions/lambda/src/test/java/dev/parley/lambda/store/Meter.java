package dev.parley.lambda.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Notes what every call costs. DynamoDB Local tells it rightly but for transactions, which are
 * priced by the size of their items and what changes in the indexes. A scan is not to be had at any
 * price.
 */
final class Meter implements DynamoDbClient {
  private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  private final DynamoDbClient dynamo;
  private final Indexes indexes;
  private final List<String> calls = new ArrayList<>();
  private double read;
  private double written;

  /** What was used up: calls, and read and write units. */
  record Cost(List<String> calls, double read, double written) {}

  Meter(DynamoDbClient dynamo, Indexes indexes) {
    this.dynamo = dynamo;
    this.indexes = indexes;
  }

  /** What something costs. */
  Cost of(Runnable what) {
    calls.clear();
    read = 0;
    written = 0;
    what.run();
    return new Cost(List.copyOf(calls), read, written);
  }

  private void reads(String call, ConsumedCapacity used) {
    calls.add(call);
    read += used.capacityUnits();
  }

  private static double least(Boolean consistent) {
    return Boolean.TRUE.equals(consistent) ? 1 : 0.5;
  }

  private void writes(String call, ConsumedCapacity used) {
    calls.add(call);
    written += used.capacityUnits();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    GetItemResponse answer =
        dynamo.getItem(request.toBuilder().returnConsumedCapacity(TOTAL).build());
    reads("get", answer.consumedCapacity());
    return answer;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    BatchGetItemResponse answer =
        dynamo.batchGetItem(request.toBuilder().returnConsumedCapacity(TOTAL).build());
    answer.consumedCapacity().forEach(used -> reads("get batch", used));
    return answer;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    QueryResponse answer = dynamo.query(request.toBuilder().returnConsumedCapacity(TOTAL).build());
    // DynamoDB Local takes nothing for finding nothing; here it costs what the least read costs.
    calls.add("query");
    read += Math.max(answer.consumedCapacity().capacityUnits(), least(request.consistentRead()));
    return answer;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    PutItemResponse answer =
        dynamo.putItem(request.toBuilder().returnConsumedCapacity(TOTAL).build());
    writes("put", answer.consumedCapacity());
    return answer;
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    UpdateItemResponse answer =
        dynamo.updateItem(request.toBuilder().returnConsumedCapacity(TOTAL).build());
    writes("update", answer.consumedCapacity());
    return answer;
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    DeleteItemResponse answer =
        dynamo.deleteItem(request.toBuilder().returnConsumedCapacity(TOTAL).build());
    writes("delete", answer.consumedCapacity());
    return answer;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    List<Written> written = request.transactItems().stream().map(Written::of).toList();
    List<Map<String, AttributeValue>> before = written.stream().map(this::item).toList();
    TransactWriteItemsResponse answer = dynamo.transactWriteItems(request);
    calls.add("transaction of " + request.transactItems().size());
    for (int n = 0; n < written.size(); n++) {
      this.written += price(written.get(n).table(), before.get(n), item(written.get(n)));
    }
    return answer;
  }

  private int price(
      String table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    int bytes = Math.max(ItemBytes.of(before), ItemBytes.of(after));
    return ItemBytes.inTransaction(bytes) + indexes.writes(table, before, after);
  }

  /** An item that a transaction writes. */
  private record Written(String table, Map<String, AttributeValue> keyed) {
    static Written of(TransactWriteItem write) {
      return write.put() == null
          ? new Written(write.update().tableName(), write.update().key())
          : new Written(write.put().tableName(), write.put().item());
    }
  }

  private Map<String, AttributeValue> item(Written it) {
    return dynamo
        .getItem(
            get ->
                get.tableName(it.table())
                    .key(indexes.key(it.table(), it.keyed()))
                    .consistentRead(true))
        .item();
  }

  @Override
  public String serviceName() {
    return dynamo.serviceName();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
