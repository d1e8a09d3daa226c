package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionException;
import dev.parley.local.sample.SampleJar;
import dev.parley.local.template.TemplateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

class LocalCloudTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters: {Greeting: {Type: String, Default: Hello}}
      Resources:
        Live:
          Type: AWS::Serverless::WebSocketApi
          Properties:
            RouteSelectionExpression: $request.body.action
            StageName: live
            Routes:
              $default: {FunctionArn: !Ref Greet.Alias}
              $disconnect: {FunctionArn: !GetAtt Leave.Arn}
        Web:
          Type: AWS::Serverless::HttpApi
        Greet:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Greet
            CodeUri: sample.jar
            AutoPublishAlias: live
            Environment:
              Variables:
                GREETING: !Ref Greeting
                NOTES: !Ref Notes
                SOCKET: !Sub 'https://${Live}.execute-api.${AWS::Region}.amazonaws.com/live'
            Events:
              Get: {Type: HttpApi, Properties: {ApiId: !Ref Web, Method: GET, Path: /greeting}}
        Leave:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Echo
            CodeUri: sample.jar
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        People: {Type: AWS::Cognito::UserPool}
        PeopleClient: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref People}}
      Outputs:
        SocketUrl: {Value: !Sub 'wss://${Live}.execute-api.${AWS::Region}.amazonaws.com/live'}
        HttpUrl: {Value: !Sub 'https://${Web}.execute-api.${AWS::Region}.amazonaws.com'}
        Issuer: {Value: !Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/${People}'}
        Client: {Value: !Ref PeopleClient}
        Table: {Value: !Ref Notes}
      """;
  private static final Map<String, AttributeValue> NOTE = Map.of("id", AttributeValue.fromS("1"));

  @TempDir Path folder;
  private Path template;

  @BeforeEach
  void write() throws IOException {
    SampleJar.in(folder);
    template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
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
    for (int first = 20_000 + (int) (ProcessHandle.current().pid() % 20_000); ; first += 4) {
      if (areFree(first)) {
        return first;
      }
    }
  }

  private static boolean areFree(int first) {
    for (int port = first; port < first + 4; port++) {
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
  void aFirstPortPlacesAllFourAndClosingTwiceFreesThem() throws IOException {
    int first = freePorts();
    LocalCloud cloud = LocalCloud.of(template).port(first).start();
    assertThat(cloud.outputs().get("HttpUrl")).isEqualTo("http://127.0.0.1:" + first);
    assertThat(cloud.outputs().get("SocketUrl"))
        .isEqualTo("ws://127.0.0.1:" + (first + 1) + "/live");
    assertThat(cloud.issuer().orElseThrow().port()).isEqualTo(first + 2);
    assertThat(cloud.dynamoEndpoint().getPort()).isEqualTo(first + 3);
    assertThat(areFree(first)).isFalse();
    cloud.close();
    cloud.close();
    assertThat(areFree(first)).isTrue();
  }

  @Test
  void aFailedStartClosesWhatHadStarted() throws IOException {
    int first = freePorts();
    Files.writeString(template, TEMPLATE.replace("CodeUri: sample.jar", "CodeUri: missing.jar"));
    assertThatThrownBy(() -> LocalCloud.of(template).port(first).start())
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("function Greet cannot start: there is no jar at")
        .hasMessageContaining("build it first");
    assertThat(areFree(first)).isTrue();
  }

  @Test
  void aTemplateWithMistakesDoesNotStart() throws IOException {
    int first = freePorts();
    Files.writeString(template, TEMPLATE.replace("Runtime: java25", "Tracing: Active"));
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
