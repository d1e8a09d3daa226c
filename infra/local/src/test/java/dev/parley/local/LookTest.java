package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.sample.SampleTemplate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the page shows of a whole local cloud. */
class LookTest {
  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private JsonNode state(LocalCloud cloud) throws Exception {
    URI state = cloud.servicesEndpoint().resolve("/_local/state");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(state).timeout(Duration.ofSeconds(20)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void aTableOrQueueThatIsDeletedDoesNotHideTheRest() throws Exception {
    Path template = SampleTemplate.in(folder);
    Files.writeString(
        template,
        SampleTemplate.TEXT.replace("Outputs:", "  Jobs: {Type: AWS::SQS::Queue}\nOutputs:")
            + "  Jobs: {Value: !Ref Jobs}\n");
    try (LocalCloud cloud = LocalCloud.of(template).start();
        DynamoDbClient tables =
            DynamoDbClient.builder()
                .endpointOverride(cloud.dynamoEndpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        SqsClient queues =
            SqsClient.builder()
                .endpointOverride(cloud.queuesEndpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      assertThat(state(cloud).path("queues")).hasSize(1);
      assertThat(state(cloud).path("tables")).hasSize(1);
      tables.deleteTable(it -> it.tableName(cloud.outputs().get("Table")));
      queues.deleteQueue(it -> it.queueUrl(cloud.outputs().get("Jobs")));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      JsonNode seen = state(cloud);
      while (seen.path("tables").size() > 0 && System.nanoTime() < deadline) {
        seen = state(cloud);
      }
      assertThat(seen.path("tables")).isEmpty();
      assertThat(seen.path("functions")).hasSize(2);
    }
  }

  @Test
  void ofManySocketsSomeAreShownAndAllAreCounted() throws Exception {
    Path template = SampleTemplate.in(folder);
    try (LocalCloud cloud = LocalCloud.of(template).start()) {
      URI url = URI.create(cloud.outputs().get("SocketUrl"));
      int open = Look.SOCKETS + 20;
      for (int i = 0; i < open; i++) {
        http.newWebSocketBuilder()
            .buildAsync(url, new WebSocket.Listener() {})
            .get(20, TimeUnit.SECONDS);
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      JsonNode seen = state(cloud);
      while (seen.path("totals").path("sockets").asInt() < open && System.nanoTime() < deadline) {
        seen = state(cloud);
      }
      assertThat(seen.path("totals").path("sockets").asInt()).isEqualTo(open);
      assertThat(seen.path("sockets")).hasSize(Look.SOCKETS);
    } finally {
      http.shutdownNow();
    }
  }

  @Test
  void whatIsCostlyToLookAtIsLookedAtTheMoreSeldom() {
    AtomicLong time = new AtomicLong();
    AtomicInteger looks = new AtomicInteger();
    long cost = Duration.ofSeconds(2).toNanos();
    var seldom =
        new Seldom<>(
            () -> {
              time.addAndGet(cost);
              return looks.incrementAndGet();
            },
            time::get);
    assertThat(seldom.get()).isEqualTo(1);
    time.addAndGet(19 * cost);
    assertThat(seldom.get()).isEqualTo(1);
    time.addAndGet(cost);
    assertThat(seldom.get()).isEqualTo(2);
  }
}
