package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.function.Answer;
import dev.parley.local.sample.SampleTemplate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a local cloud keeps when it ends, and that nothing else of it is left. */
class LocalCloudEndTest {
  private static final Map<String, AttributeValue> NOTE = Map.of("id", AttributeValue.fromS("1"));

  @TempDir Path folder;
  private Path template;

  @BeforeEach
  void write() throws IOException {
    template = SampleTemplate.in(folder);
  }

  /** Waits for the end of a socket. */
  private static final class Ended implements WebSocket.Listener {
    final CompletableFuture<Void> pong = new CompletableFuture<>();
    final CompletableFuture<Integer> code = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      pong.complete(null);
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int closedWith, String reason) {
      code.complete(closedWith);
      return null;
    }
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .httpClient(software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient.create())
        .build();
  }

  @Test
  void aDataFolderKeepsTablesAndKeyFromStartToStart() {
    Path data = folder.resolve("data");
    String key;
    try (LocalCloud cloud = LocalCloud.of(template).data(data).start();
        DynamoDbClient client = client(cloud.dynamoEndpoint())) {
      client.putItem(it -> it.tableName(cloud.outputs().get("Table")).item(NOTE));
      key = cloud.issuer().orElseThrow().keyId();
    }
    try (LocalCloud cloud = LocalCloud.of(template).data(data).start();
        DynamoDbClient client = client(cloud.dynamoEndpoint())) {
      String table = cloud.outputs().get("Table");
      assertThat(client.getItem(it -> it.tableName(table).key(NOTE)).item()).isEqualTo(NOTE);
      assertThat(cloud.issuer().orElseThrow().keyId()).isEqualTo(key);
    }
  }

  @Test
  void aDataFolderServesOneCloudAtATime() {
    Path data = folder.resolve("data");
    try (LocalCloud cloud = LocalCloud.of(template).data(data).start()) {
      assertThat(cloud.outputs()).isNotEmpty();
      assertThatThrownBy(() -> LocalCloud.of(template).data(data).start())
          .hasMessageContaining(data + " is in use by another local cloud");
    }
    LocalCloud.of(template).data(data).start().close();
  }

  @Test
  void aDataFolderThatIsAFileIsNamed() {
    assertThatThrownBy(() -> LocalCloud.of(template).data(template).start())
        .hasMessageContaining("the data folder " + template + " cannot be used");
  }

  @Test
  void closingTellsDisconnectOfTheSocketsItCloses() throws Exception {
    var log = new ConcurrentLinkedQueue<LogLine>();
    var ended = new Ended();
    try (HttpClient http = HttpClient.newHttpClient()) {
      try (LocalCloud cloud = LocalCloud.of(template).log(log::add).start()) {
        URI url = URI.create(cloud.outputs().get("SocketUrl"));
        WebSocket socket =
            http.newWebSocketBuilder().buildAsync(url, ended).get(20, TimeUnit.SECONDS);
        // A pong tells that the gateway has taken over what the handshake opened.
        socket.sendPing(ByteBuffer.allocate(0));
        ended.pong.get(20, TimeUnit.SECONDS);
        assertThat(log).isEmpty();
      }
      assertThat(ended.code.get(20, TimeUnit.SECONDS)).isEqualTo(1012);
    }
    assertThat(log).singleElement().satisfies(it -> assertThat(it.text()).isEqualTo("echo"));
  }

  @Test
  void closingLeavesNoThreadBehind() throws InterruptedException {
    // The first start brings threads of the JDK that stay; another one must bring no more.
    LocalCloud.of(template).start().close();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (LocalCloud cloud = LocalCloud.of(template).start()) {
      assertThat(cloud.invoke("Greet", "{}".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(Answer.Returned.class);
      assertThat(Thread.getAllStackTraces().keySet()).hasSizeGreaterThan(before.size() + 3);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.isDaemon()) {
        assertThat(thread.join(Duration.ofSeconds(20))).as("%s ended", thread).isTrue();
      }
    }
  }
}
