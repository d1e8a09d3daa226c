package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionException;
import dev.parley.local.sample.SampleTemplate;
import dev.parley.local.template.TemplateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LocalCloudTest {
  @TempDir Path folder;
  private Path template;

  @BeforeEach
  void write() throws IOException {
    template = SampleTemplate.in(folder);
  }

  private static JsonNode greet(LocalCloud cloud) throws IOException {
    Answer answer = cloud.invoke("Greet", "{\"name\":\"A\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(answer).isInstanceOf(Answer.Returned.class);
    return new ObjectMapper().readTree(((Answer.Returned) answer).json());
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .httpClient(software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient.create())
        .build();
  }

  private static int freePorts() throws IOException {
    // Below the ports that the system itself gives away.
    for (int first = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        ;
        first += Start.PORTS) {
      if (areFree(first)) {
        return first;
      }
    }
  }

  private static boolean areFree(int first) {
    for (int port = first; port < first + Start.PORTS; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(socket.isBound()).isTrue();
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  @Test
  void everythingIsWiredByTheTemplate() throws IOException {
    var log = new ConcurrentLinkedQueue<LogLine>();
    try (LocalCloud cloud =
        LocalCloud.of(template).parameter("Greeting", "Ahoy").log(log::add).start()) {
      assertThat(cloud.outputs().get("SocketUrl")).matches("ws://127\\.0\\.0\\.1:\\d+/live");
      assertThat(cloud.outputs().get("HttpUrl")).matches("http://127\\.0\\.0\\.1:\\d+");
      JsonNode seen = greet(cloud);
      assertThat(seen.path("GREETING").asText()).isEqualTo("Ahoy");
      assertThat(seen.path("NOTES").asText()).isEqualTo(cloud.outputs().get("Table"));
      assertThat(seen.path("SOCKET").asText())
          .isEqualTo(cloud.outputs().get("SocketUrl").replace("ws:", "http:"));
      assertThat(seen.path("AWS_ENDPOINT_URL_DYNAMODB").asText())
          .isEqualTo(cloud.dynamoEndpoint().toString());
      assertThat(seen.path("AWS_REGION").asText()).isEqualTo("us-east-1");
      assertThat(seen.path("arn").asText()).endsWith(":live");
      assertThat(log)
          .singleElement()
          .satisfies(it -> assertThat(it.function()).isEqualTo("Greet"))
          .satisfies(it -> assertThat(it.text()).isEqualTo("greeting A"));
      var issuer = cloud.issuer().orElseThrow();
      assertThat(issuer.issuer()).isEqualTo(cloud.outputs().get("Issuer"));
      assertThat(issuer.clientId()).isEqualTo(cloud.outputs().get("Client"));
      assertThat(issuer.accessToken("anna")).isNotBlank();
    }
  }

  @Test
  void functionsAndTokensReadTheOneClock() throws IOException {
    try (LocalCloud cloud = LocalCloud.of(template).start()) {
      cloud.clock().advance(Duration.ofDays(400));
      Instant later = Instant.now().plus(Duration.ofDays(399));
      assertThat(Instant.parse(greet(cloud).path("at").asText())).isAfter(later);
      assertThat((Long) cloud.issuer().orElseThrow().claims("a").get("iat"))
          .isGreaterThan(later.getEpochSecond());
    }
  }

  @Test
  void aFirstPortPlacesAllAndClosingTwiceFreesThem() throws IOException {
    int first = freePorts();
    LocalCloud cloud = LocalCloud.of(template).port(first).start();
    assertThat(cloud.outputs().get("HttpUrl")).isEqualTo("http://127.0.0.1:" + first);
    assertThat(cloud.outputs().get("SocketUrl"))
        .isEqualTo("ws://127.0.0.1:" + (first + 1) + "/live");
    assertThat(cloud.issuer().orElseThrow().port()).isEqualTo(first + 2);
    assertThat(cloud.dynamoEndpoint().getPort()).isEqualTo(first + 3);
    assertThat(cloud.queuesEndpoint().getPort()).isEqualTo(first + 4);
    assertThat(cloud.servicesEndpoint().getPort()).isEqualTo(first + 5);
    assertThat(areFree(first)).isFalse();
    cloud.close();
    cloud.close();
    assertThat(areFree(first)).isTrue();
  }

  @Test
  void aFailedStartClosesWhatHadStarted() throws IOException {
    int first = freePorts();
    Files.writeString(
        template, SampleTemplate.TEXT.replace("CodeUri: sample.jar", "CodeUri: missing.jar"));
    assertThatThrownBy(() -> LocalCloud.of(template).port(first).start())
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("function Greet cannot start: there is no jar at")
        .hasMessageContaining("build it first");
    assertThat(areFree(first)).isTrue();
  }

  @Test
  void aTemplateWithMistakesDoesNotStart() throws IOException {
    int first = freePorts();
    Files.writeString(template, SampleTemplate.TEXT.replace("Runtime: java25", "Tracing: Active"));
    assertThatThrownBy(() -> LocalCloud.of(template).port(first).start())
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Resources.Greet.Properties.Runtime is missing")
        .hasMessageContaining(
            "Resources.Greet.Properties.Tracing is not understood by the local cloud");
    assertThat(areFree(first)).isTrue();
    assertThatThrownBy(() -> LocalCloud.of(folder.resolve("none.yaml")).start())
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void withoutAUserPoolThereIsNoIssuer() throws IOException {
    Files.writeString(template, "Resources: {}");
    try (LocalCloud cloud = LocalCloud.of(template).start()) {
      assertThat(cloud.issuer()).isEmpty();
      assertThat(cloud.outputs()).isEmpty();
    }
  }

  @Test
  void theDefaultCredentialChainWorksInThisProcess() {
    try (LocalCloud cloud = LocalCloud.of(template).start();
        DynamoDbClient client = client(cloud.dynamoEndpoint())) {
      assertThatCode(client::listTables).doesNotThrowAnyException();
    }
  }
}
