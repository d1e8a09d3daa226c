package dev.parley.bench;

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
 * Adds up the request units that calls consume. DynamoDB Local tells them rightly except for
 * transactions, whose units are computed: two per kilobyte of every item. What a transaction writes
 * into an index is not computed; nothing that happens for every message does.
 */
final class Meter implements DynamoDbClient {
  private final DynamoDbClient dynamo;
  private Units units = new Units(0, 0);

  Meter(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  /** As they are billed on demand. */
  record Units(double reads, double writes) {
    private Units plus(double moreReads, double moreWrites) {
      return new Units(reads + moreReads, writes + moreWrites);
    }
  }

  /** What was consumed since it was last asked for. */
  synchronized Units take() {
    Units taken = units;
    units = new Units(0, 0);
    return taken;
  }

  private synchronized void read(ConsumedCapacity consumed) {
    units = units.plus(consumed.capacityUnits(), 0);
  }

  private synchronized void wrote(double writes) {
    units = units.plus(0, writes);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    QueryResponse answer =
        dynamo.query(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    read(answer.consumedCapacity());
    return answer;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    GetItemResponse answer =
        dynamo.getItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    read(answer.consumedCapacity());
    return answer;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    BatchGetItemResponse answer =
        dynamo.batchGetItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    answer.consumedCapacity().forEach(this::read);
    return answer;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    PutItemResponse answer =
        dynamo.putItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    wrote(answer.consumedCapacity().capacityUnits());
    return answer;
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    UpdateItemResponse answer =
        dynamo.updateItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    wrote(answer.consumedCapacity().capacityUnits());
    return answer;
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    DeleteItemResponse answer =
        dynamo.deleteItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    wrote(answer.consumedCapacity().capacityUnits());
    return answer;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    TransactWriteItemsResponse answer = dynamo.transactWriteItems(request);
    wrote(
        request.transactItems().stream()
            .mapToDouble(it -> 2 * ItemSize.writeUnits(item(it)))
            .sum());
    return answer;
  }

  /** The item that a write leaves behind. */
  private Map<String, AttributeValue> item(TransactWriteItem write) {
    if (write.put() != null) {
      return write.put().item();
    }
    Update update = write.update();
    if (update == null) {
      throw new UnsupportedOperationException("no price is known for " + write);
    }
    return dynamo
        .getItem(get -> get.tableName(update.tableName()).key(update.key()).consistentRead(true))
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
