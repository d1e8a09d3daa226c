package dev.parley.local.dynamo;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBStreams;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import com.amazonaws.services.dynamodbv2.model.BatchExecuteStatementRequest;
import com.amazonaws.services.dynamodbv2.model.BatchExecuteStatementResult;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemRequest;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemResult;
import com.amazonaws.services.dynamodbv2.model.BatchWriteItemRequest;
import com.amazonaws.services.dynamodbv2.model.BatchWriteItemResult;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.CreateTableResult;
import com.amazonaws.services.dynamodbv2.model.DeleteItemRequest;
import com.amazonaws.services.dynamodbv2.model.DeleteItemResult;
import com.amazonaws.services.dynamodbv2.model.DeleteTableRequest;
import com.amazonaws.services.dynamodbv2.model.DeleteTableResult;
import com.amazonaws.services.dynamodbv2.model.DescribeLimitsRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeLimitsResult;
import com.amazonaws.services.dynamodbv2.model.DescribeStreamRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeStreamResult;
import com.amazonaws.services.dynamodbv2.model.DescribeTableRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTableResult;
import com.amazonaws.services.dynamodbv2.model.DescribeTimeToLiveRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTimeToLiveResult;
import com.amazonaws.services.dynamodbv2.model.ExecuteStatementRequest;
import com.amazonaws.services.dynamodbv2.model.ExecuteStatementResult;
import com.amazonaws.services.dynamodbv2.model.ExecuteTransactionRequest;
import com.amazonaws.services.dynamodbv2.model.ExecuteTransactionResult;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemResult;
import com.amazonaws.services.dynamodbv2.model.GetRecordsRequest;
import com.amazonaws.services.dynamodbv2.model.GetRecordsResult;
import com.amazonaws.services.dynamodbv2.model.GetShardIteratorRequest;
import com.amazonaws.services.dynamodbv2.model.GetShardIteratorResult;
import com.amazonaws.services.dynamodbv2.model.ListStreamsRequest;
import com.amazonaws.services.dynamodbv2.model.ListStreamsResult;
import com.amazonaws.services.dynamodbv2.model.ListTablesRequest;
import com.amazonaws.services.dynamodbv2.model.ListTablesResult;
import com.amazonaws.services.dynamodbv2.model.ListTagsOfResourceRequest;
import com.amazonaws.services.dynamodbv2.model.ListTagsOfResourceResult;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.PutItemResult;
import com.amazonaws.services.dynamodbv2.model.QueryRequest;
import com.amazonaws.services.dynamodbv2.model.QueryResult;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.ScanResult;
import com.amazonaws.services.dynamodbv2.model.TagResourceRequest;
import com.amazonaws.services.dynamodbv2.model.TagResourceResult;
import com.amazonaws.services.dynamodbv2.model.TransactGetItemsRequest;
import com.amazonaws.services.dynamodbv2.model.TransactGetItemsResult;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsRequest;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsResult;
import com.amazonaws.services.dynamodbv2.model.UntagResourceRequest;
import com.amazonaws.services.dynamodbv2.model.UntagResourceResult;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateItemResult;
import com.amazonaws.services.dynamodbv2.model.UpdateTableRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTableResult;
import com.amazonaws.services.dynamodbv2.model.UpdateTimeToLiveRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTimeToLiveResult;

/**
 * Hands what clients ask for to the engine, and says when they have written something. The engine's
 * own handler does only the first, and hides the engine.
 */
final class Requests extends DynamoDBRequestHandler {
  private final AmazonDynamoDBLocal engine;
  private final AmazonDynamoDB tables;
  private final AmazonDynamoDBStreams streams;
  private final ReadPages pages;
  private final FaultInjection faults;
  private final Runnable onWrite;

  /**
   * @param onWrite runs after each write, also after one that changed nothing
   */
  Requests(AmazonDynamoDBLocal engine, FaultInjection faults, Runnable onWrite) {
    super(0);
    this.engine = engine;
    this.tables = engine.amazonDynamoDB();
    this.streams = engine.amazonDynamoDBStreams();
    this.pages = new ReadPages(tables);
    this.faults = faults;
    this.onWrite = onWrite;
  }

  private <T> T written(T result) {
    onWrite.run();
    faults.afterWrite();
    return result;
  }

  @Override
  public void shutdown() {
    engine.shutdown();
  }

  @Override
  public BatchGetItemResult batchGetItem(String key, String region, BatchGetItemRequest request) {
    faults.beforeRead();
    return tables.batchGetItem(request);
  }

  @Override
  public BatchWriteItemResult batchWriteItem(
      String key, String region, BatchWriteItemRequest request) {
    faults.beforeWrite();
    return written(tables.batchWriteItem(request));
  }

  @Override
  public TransactWriteItemsResult transactWriteItems(
      String key, String region, TransactWriteItemsRequest request) {
    faults.beforeTransaction(request.getTransactItems().size());
    return written(tables.transactWriteItems(request));
  }

  @Override
  public TransactGetItemsResult transactGetItems(
      String key, String region, TransactGetItemsRequest request) {
    faults.beforeRead();
    return tables.transactGetItems(request);
  }

  @Override
  public CreateTableResult createTable(String key, String region, CreateTableRequest request) {
    return tables.createTable(request);
  }

  @Override
  public DeleteItemResult deleteItem(String key, String region, DeleteItemRequest request) {
    faults.beforeWrite();
    return written(tables.deleteItem(request));
  }

  @Override
  public DeleteTableResult deleteTable(String key, String region, DeleteTableRequest request) {
    return tables.deleteTable(request);
  }

  @Override
  public DescribeStreamResult describeStream(
      String key, String region, DescribeStreamRequest request) {
    return streams.describeStream(request);
  }

  @Override
  public DescribeTableResult describeTable(
      String key, String region, DescribeTableRequest request) {
    return tables.describeTable(request);
  }

  @Override
  public DescribeLimitsResult describeLimits(
      String key, String region, DescribeLimitsRequest request) {
    return tables.describeLimits(request);
  }

  @Override
  public DescribeTimeToLiveResult describeTimeToLive(
      String key, String region, DescribeTimeToLiveRequest request) {
    return tables.describeTimeToLive(request);
  }

  @Override
  public GetItemResult getItem(String key, String region, GetItemRequest request) {
    faults.beforeRead();
    return tables.getItem(request);
  }

  @Override
  public GetShardIteratorResult getShardIterator(
      String key, String region, GetShardIteratorRequest request) {
    return streams.getShardIterator(request);
  }

  @Override
  public GetRecordsResult getRecords(String key, String region, GetRecordsRequest request) {
    return streams.getRecords(request);
  }

  @Override
  public ListStreamsResult listStreams(String key, String region, ListStreamsRequest request) {
    return streams.listStreams(request);
  }

  @Override
  public ListTablesResult listTables(String key, String region, ListTablesRequest request) {
    return tables.listTables(request);
  }

  @Override
  public ListTagsOfResourceResult listTagsOfResource(
      String key, String region, ListTagsOfResourceRequest request) {
    return tables.listTagsOfResource(request);
  }

  @Override
  public PutItemResult putItem(String key, String region, PutItemRequest request) {
    faults.beforeWrite();
    return written(tables.putItem(request));
  }

  @Override
  public QueryResult query(String key, String region, QueryRequest request) {
    faults.beforeRead();
    return tables.query(pages.limited(request));
  }

  @Override
  public ScanResult scan(String key, String region, ScanRequest request) {
    faults.beforeRead();
    return tables.scan(pages.limited(request));
  }

  @Override
  public TagResourceResult tagResource(String key, String region, TagResourceRequest request) {
    return tables.tagResource(request);
  }

  @Override
  public UntagResourceResult untagResource(
      String key, String region, UntagResourceRequest request) {
    return tables.untagResource(request);
  }

  @Override
  public UpdateItemResult updateItem(String key, String region, UpdateItemRequest request) {
    faults.beforeWrite();
    return written(tables.updateItem(request));
  }

  @Override
  public UpdateTableResult updateTable(String key, String region, UpdateTableRequest request) {
    return tables.updateTable(request);
  }

  @Override
  public UpdateTimeToLiveResult updateTimeToLive(
      String key, String region, UpdateTimeToLiveRequest request) {
    return tables.updateTimeToLive(request);
  }

  @Override
  public ExecuteStatementResult executeStatement(
      String key, String region, ExecuteStatementRequest request) {
    faults.beforeWrite();
    return written(tables.executeStatement(request));
  }

  @Override
  public BatchExecuteStatementResult batchExecuteStatement(
      String key, String region, BatchExecuteStatementRequest request) {
    faults.beforeWrite();
    return written(tables.batchExecuteStatement(request));
  }

  @Override
  public ExecuteTransactionResult executeTransaction(
      String key, String region, ExecuteTransactionRequest request) {
    faults.beforeTransaction(request.getTransactStatements().size());
    return written(tables.executeTransaction(request));
  }
}
