package dev.parley.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.sample.SampleJar;
import dev.parley.local.signature.SignedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever runs has all that it needs around it, from its first moment to its last. */
class LocalCloudOrderTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Live:
          Type: AWS::Serverless::WebSocketApi
          Properties:
            RouteSelectionExpression: $request.body.action
            StageName: live
            Routes:
              $default: {FunctionArn: !GetAtt Fetch.Arn}
              $disconnect: {FunctionArn: !GetAtt Fetch.Arn}
        Fetch:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Fetch
            CodeUri: sample.jar
            AutoPublishAlias: live
            EventInvokeConfig:
              DestinationConfig: {OnFailure: {Type: SNS, Destination: !Ref News}}
        Told:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            Handler: dev.parley.local.sample.Echo
            CodeUri: sample.jar
            AutoPublishAlias: live
        News: {Type: AWS::SNS::Topic}
        ToTold:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Told.Arn}
      Outputs:
        SocketUrl: {Value: !Sub 'wss://${Live}.execute-api.${AWS::Region}.amazonaws.com/live'}
        News: {Value: !Ref News}
      """;

  @TempDir Path folder;
  private final Queue<LogLine> log = new ConcurrentLinkedQueue<>();
  private Path template;

  @BeforeEach
  void write() throws IOException {
    SampleJar.in(folder);
    template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
  }

  private void until(BooleanSupplier met) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!met.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.yield();
    }
    assertThat(met.getAsBoolean()).as("it happens; the log is %s", log).isTrue();
  }

  private long logged(String function) {
    return log.stream().filter(it -> it.function().equals(function)).count();
  }

  @Test
  void aFunctionReachesTheServicesAlreadyWhileItIsConstructed() {
    try (LocalCloud cloud = LocalCloud.of(template).log(log::add).start()) {
      cloud.invoke("Fetch", "{}".getBytes(UTF_8));
      assertThat(log).anyMatch(it -> it.text().equals("at start 400, now 400"));
    }
  }

  @Test
  void aFunctionThatIsToldOfTheEndOfItsSocketStillReachesTheServices() throws Exception {
    var pong = new CompletableFuture<Void>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pong.complete(null);
            from.request(1);
            return null;
          }
        };
    try (HttpClient http = HttpClient.newHttpClient()) {
      try (LocalCloud cloud = LocalCloud.of(template).log(log::add).start()) {
        URI url = URI.create(cloud.outputs().get("SocketUrl"));
        WebSocket socket =
            http.newWebSocketBuilder().buildAsync(url, listener).get(20, TimeUnit.SECONDS);
        // A pong tells that the gateway has taken over what the handshake opened.
        socket.sendPing(ByteBuffer.allocate(0));
        pong.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(log).anyMatch(it -> it.text().endsWith("now 400"));
  }

  @Test
  void whatAFormerProcessAcceptedFindsItsDestination() throws Exception {
    Path data = folder.resolve("data");
    Path events = Files.createDirectories(data.resolve("invocations"));
    Instant tooLongAgo = Instant.now().minus(Duration.ofHours(7));
    int count = 300;
    for (int i = 0; i < count; i++) {
      Files.writeString(
          events.resolve(i + ".event"),
          "{\"function\":\"Fetch\",\"accepted\":\"%s\",\"attempts\":1,\"due\":\"%s\"}\n{}"
              .formatted(tooLongAgo, Instant.now()));
    }
    try (LocalCloud cloud = LocalCloud.of(template).data(data).log(log::add).start()) {
      assertThat(cloud.outputs()).isNotEmpty();
      until(() -> logged("Told") == count);
    }
    assertThat(log).noneMatch(it -> it.text().contains("DestinationDeliveryFailures"));
  }

  @Test
  void aSubscriptionMayNameAFunctionWithoutItsAlias() throws Exception {
    try (LocalCloud cloud = LocalCloud.of(template).log(log::add).start()) {
      String form =
          "Action=Publish&Message=m&TopicArn=" + cloud.outputs().get("News").replace(":", "%3A");
      var signer = new SignedHttp.Signer(SignedHttp.LOCAL, "sns", Clock.systemUTC());
      byte[] body = form.getBytes(StandardCharsets.UTF_8);
      var request = signer.sign("POST", cloud.servicesEndpoint().resolve("/"), body);
      assertThat(SignedHttp.send(request).statusCode()).isEqualTo(200);
      until(() -> logged("Told") == 1);
    }
  }

  @Test
  void isolatedFunctionsRefuseDataFromATimeThatHasNotCome() {
    Path data = folder.resolve("data");
    try (LocalCloud cloud = LocalCloud.of(template).data(data).start()) {
      cloud.clock().advance(Duration.ofHours(3));
    }
    assertThatThrownBy(() -> LocalCloud.of(template).data(data).isolated().start())
        .hasMessageContaining("PT3H");
  }
}
