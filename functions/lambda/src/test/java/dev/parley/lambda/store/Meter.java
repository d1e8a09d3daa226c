package dev.parley.lambda.store;

import java.util.ArrayList;
import java.util.HashMap;
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
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Notes what every call costs. DynamoDB Local tells it rightly but for transactions, which are
 * priced by the size of their items. A scan is not to be had at any price.
 */
final class Meter implements DynamoDbClient {
  private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  private final DynamoDbClient dynamo;
  private final List<String> calls = new ArrayList<>();
  private double read;
  private double written;

  /** What was used up: calls, and read and write units. */
  record Cost(List<String> calls, double read, double written) {}

  Meter(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
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
    Map<Update, Integer> before = new HashMap<>();
    updates(request).forEach(update -> before.put(update, bytes(update)));
    TransactWriteItemsResponse answer = dynamo.transactWriteItems(request);
    calls.add("transaction of " + request.transactItems().size());
    request.transactItems().stream()
        .map(TransactWriteItem::put)
        .filter(put -> put != null)
        .forEach(put -> written += ItemBytes.inTransaction(ItemBytes.of(put.item())));
    before.forEach(
        (update, bytes) -> written += ItemBytes.inTransaction(Math.max(bytes, bytes(update))));
    return answer;
  }

  private static List<Update> updates(TransactWriteItemsRequest request) {
    return request.transactItems().stream()
        .map(TransactWriteItem::update)
        .filter(update -> update != null)
        .toList();
  }

  private int bytes(Update update) {
    Map<String, AttributeValue> item =
        dynamo
            .getItem(
                get -> get.tableName(update.tableName()).key(update.key()).consistentRead(true))
            .item();
    return ItemBytes.of(item);
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
