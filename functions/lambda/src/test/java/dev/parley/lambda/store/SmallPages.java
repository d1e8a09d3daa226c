package dev.parley.lambda.store;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * DynamoDB that answers in small pages and leaves keys of a batch unprocessed, as the service may
 * at any time and DynamoDB Local never does.
 */
final class SmallPages implements DynamoDbClient {
  private static final int ITEMS = 3;
  private static final int KEYS = 40;

  private final DynamoDbClient dynamo;

  SmallPages(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    int limit = request.limit() == null ? ITEMS : Math.min(request.limit(), ITEMS);
    return dynamo.query(request.toBuilder().limit(limit).build());
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    Map.Entry<String, KeysAndAttributes> wanted =
        request.requestItems().entrySet().iterator().next();
    List<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> keys =
        wanted.getValue().keys();
    int now = Math.min(KEYS, keys.size());
    BatchGetItemResponse answer =
        dynamo.batchGetItem(
            batch ->
                batch.requestItems(
                    Map.of(
                        wanted.getKey(),
                        wanted.getValue().toBuilder().keys(keys.subList(0, now)).build())));
    Map<String, KeysAndAttributes> rest =
        now == keys.size()
            ? Map.of()
            : Map.of(
                wanted.getKey(),
                wanted.getValue().toBuilder().keys(keys.subList(now, keys.size())).build());
    return answer.toBuilder().unprocessedKeys(rest).build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return dynamo.getItem(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return dynamo.putItem(request);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return dynamo.updateItem(request);
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return dynamo.deleteItem(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return dynamo.transactWriteItems(request);
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
