package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.sample.SampleJar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A local cloud of events.yaml, with the SDK's clients of everything in it. */
final class EventsCloud implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final LocalCloud cloud;
  final SqsClient sqs;
  final SnsClient sns;
  final DynamoDbClient dynamo;
  final S3Client s3;
  final SesV2Client ses;
  final LambdaClient lambda;
  private final List<String> lines;
  private final List<SdkClient> clients = new ArrayList<>();

  private EventsCloud(LocalCloud cloud, List<String> lines) {
    this.cloud = cloud;
    this.lines = lines;
    URI others = cloud.servicesEndpoint();
    sqs = at(SqsClient.builder(), cloud.queuesEndpoint());
    dynamo = at(DynamoDbClient.builder(), cloud.dynamoEndpoint());
    sns = at(SnsClient.builder(), others);
    s3 = at(S3Client.builder(), others);
    ses = at(SesV2Client.builder(), others);
    lambda = at(LambdaClient.builder(), others);
  }

  private <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C at(
      B builder, URI endpoint) {
    C client =
        builder
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    clients.add(client);
    return client;
  }

  static Path template(Path folder) throws IOException {
    SampleJar.in(folder);
    try (InputStream text = EventsCloud.class.getResourceAsStream("events.yaml")) {
      return Files.write(folder.resolve("template.yaml"), text.readAllBytes());
    }
  }

  static EventsCloud start(LocalCloud.Builder builder) {
    List<String> lines = new ArrayList<>();
    return new EventsCloud(
        builder
            .log(
                line -> {
                  synchronized (lines) {
                    lines.add(line.text());
                  }
                })
            .start(),
        lines);
  }

  String output(String name) {
    return cloud.outputs().get(name);
  }

  /** What the page shows, as JSON. */
  String state() {
    URI state = URI.create(cloud.servicesEndpoint() + "/_local/state");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(state).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The id of the socket that is open, or about to be: its client may know before the gateway. */
  String connection() {
    AtomicReference<String> id = new AtomicReference<>("");
    eventually(
        "an open socket",
        () -> {
          id.set(shown().path("sockets").path(0).path("connectionId").asText());
          return !id.get().isEmpty();
        });
    return id.get();
  }

  private JsonNode shown() {
    try {
      return new ObjectMapper().readTree(state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean heard(String what) {
    synchronized (lines) {
      return lines.stream().anyMatch(it -> it.startsWith("heard") && it.contains(what));
    }
  }

  /** Waits for it. */
  void hears(String what) {
    eventually(what, () -> heard(what));
  }

  static void eventually(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting for: " + what).isBefore(end);
      Thread.yield();
    }
  }

  @Override
  public void close() {
    clients.forEach(SdkClient::close);
    cloud.close();
  }
}
