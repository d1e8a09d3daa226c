package dev.parley.lambda.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same suite on LocalStack, on machines with a Docker engine. */
@EnabledIf(value = "hasDocker", disabledReason = "no Docker engine here, so no LocalStack")
class LocalStackTest extends StoreSuite {
  /** The last image that needs no token. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static LocalStackContainer container;
  private static Engine engine;

  static boolean hasDocker() {
    boolean found = DockerClientFactory.instance().isDockerAvailable();
    if (!found) {
      System.out.println("LocalStackTest is skipped: there is no Docker engine here.");
    }
    return found;
  }

  @BeforeAll
  static void start() {
    container = new LocalStackContainer(IMAGE).withServices("dynamodb");
    container.start();
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey());
    engine =
        Engine.on(
            DynamoDbClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(ApacheHttpClient.create())
                .build());
  }

  @AfterAll
  static void stop() {
    container.stop();
  }

  @Override
  protected Engine engine() {
    return engine;
  }
}
