package dev.parley.lambda.bootstrap;

import dev.parley.lambda.bootstrap.Configuration.Key;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds the SDK's clients alike, all over one pool of connections. */
final class Clients {
  /** Three calls that run out of time still leave a function enough of its own to say so. */
  private static final ClientOverrideConfiguration PATIENCE =
      ClientOverrideConfiguration.builder()
          .retryStrategy(RetryMode.STANDARD)
          .apiCallAttemptTimeout(Duration.ofMillis(1_500))
          .apiCallTimeout(Duration.ofSeconds(4))
          .build();

  /** The posts of one message run side by side: as a rule none shall wait for a connection. */
  private static final int CONNECTIONS = 256;

  private final Configuration configuration;
  private final SdkHttpClient http = ApacheHttpClient.builder().maxConnections(CONNECTIONS).build();

  Clients(Configuration configuration) {
    this.configuration = configuration;
  }

  SdkHttpClient http() {
    return http;
  }

  DynamoDbClient dynamo() {
    return build(DynamoDbClient.builder(), configuration.endpoint("DYNAMODB"));
  }

  DynamoDbStreamsClient streams() {
    return build(DynamoDbStreamsClient.builder(), configuration.endpoint("DYNAMODB_STREAMS"));
  }

  SqsClient queues() {
    return build(SqsClient.builder(), configuration.endpoint("SQS"));
  }

  ApiGatewayManagementApiClient gateway() {
    URI endpoint = URI.create(configuration.get(Key.SOCKET_ENDPOINT));
    return build(ApiGatewayManagementApiClient.builder(), Optional.of(endpoint));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, Optional<URI> endpoint) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(configuration.get(Key.AWS_REGION)))
        .httpClient(http)
        .overrideConfiguration(PATIENCE)
        .build();
  }
}
