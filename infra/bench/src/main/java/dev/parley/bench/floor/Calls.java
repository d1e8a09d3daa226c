package dev.parley.bench.floor;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The calls of one send and its projection, over any of the SDK's HTTP clients. */
interface Calls {
  QueryResponse query(QueryRequest request);

  void put(PutItemRequest request);

  void update(UpdateItemRequest request);

  void post(String connection, SdkBytes frame);

  /**
   * Both SDK clients on one HTTP client.
   *
   * @param environment {@code HTTP_SERVICE} names the class that makes it
   */
  static Calls of(Map<String, String> environment) {
    Region region = Region.of(environment.get("AWS_REGION"));
    URI dynamo = URI.create(environment.get("AWS_ENDPOINT_URL_DYNAMODB"));
    URI gateway = URI.create(environment.get("SOCKET_ENDPOINT"));
    return switch (service(environment.get("HTTP_SERVICE"))) {
      case SdkHttpService it ->
          Blocking.of(it.createHttpClientBuilder().build(), region, dynamo, gateway);
      case SdkAsyncHttpService it ->
          Awaited.of(it.createAsyncHttpClientFactory().build(), region, dynamo, gateway);
      default -> throw new IllegalArgumentException("makes no HTTP client");
    };
  }

  private static Object service(String type) {
    try {
      return Class.forName(type).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("there is no HTTP client " + type, e);
    }
  }

  /** The calling thread waits in the call. */
  record Blocking(DynamoDbClient dynamo, ApiGatewayManagementApiClient gateway) implements Calls {
    static Calls of(SdkHttpClient http, Region region, URI dynamo, URI gateway) {
      return new Blocking(
          DynamoDbClient.builder().httpClient(http).region(region).endpointOverride(dynamo).build(),
          ApiGatewayManagementApiClient.builder()
              .httpClient(http)
              .region(region)
              .endpointOverride(gateway)
              .build());
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      return dynamo.query(request);
    }

    @Override
    public void put(PutItemRequest request) {
      dynamo.putItem(request);
    }

    @Override
    public void update(UpdateItemRequest request) {
      dynamo.updateItem(request);
    }

    @Override
    public void post(String connection, SdkBytes frame) {
      gateway.postToConnection(post -> post.connectionId(connection).data(frame));
    }
  }

  /** The calling thread waits for the future. */
  record Awaited(DynamoDbAsyncClient dynamo, ApiGatewayManagementApiAsyncClient gateway)
      implements Calls {
    static Calls of(SdkAsyncHttpClient http, Region region, URI dynamo, URI gateway) {
      return new Awaited(
          DynamoDbAsyncClient.builder()
              .httpClient(http)
              .region(region)
              .endpointOverride(dynamo)
              .build(),
          ApiGatewayManagementApiAsyncClient.builder()
              .httpClient(http)
              .region(region)
              .endpointOverride(gateway)
              .build());
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      return dynamo.query(request).join();
    }

    @Override
    public void put(PutItemRequest request) {
      dynamo.putItem(request).join();
    }

    @Override
    public void update(UpdateItemRequest request) {
      dynamo.updateItem(request).join();
    }

    @Override
    public void post(String connection, SdkBytes frame) {
      gateway.postToConnection(post -> post.connectionId(connection).data(frame)).join();
    }
  }
}
