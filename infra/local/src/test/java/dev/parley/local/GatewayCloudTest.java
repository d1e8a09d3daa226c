package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.sample.SampleJar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template says of throttling and Lambda authorizers is what its APIs do. */
class GatewayCloudTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Globals: {Function: {Runtime: java25, CodeUri: sample.jar}}
      Resources:
        Live:
          Type: AWS::Serverless::WebSocketApi
          Properties:
            RouteSelectionExpression: $request.body.action
            StageName: live
            Routes: {$default: {FunctionArn: !GetAtt Echo.Arn}}
            RouteSettings: {$default: {ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.01}}
        Web:
          Type: AWS::Serverless::HttpApi
          Properties:
            DefaultRouteSettings: {ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.01}
            RouteSettings: {GET /guarded: {ThrottlingBurstLimit: 1000}}
            Auth:
              Authorizers:
                Ask:
                  FunctionArn: !GetAtt Door.Arn
                  AuthorizerPayloadFormatVersion: '2.0'
                  EnableSimpleResponses: true
                  EnableFunctionDefaultPermissions: true
                  Identity: {Headers: [X-Token], ReauthorizeEvery: 60}
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.parley.local.sample.Echo
            Events:
              Open: {Type: HttpApi, Properties: {ApiId: !Ref Web, Method: GET, Path: /open}}
              Guarded:
                Type: HttpApi
                Properties:
                  ApiId: !Ref Web
                  Method: GET
                  Path: /guarded
                  Auth: {Authorizer: Ask}
        Door:
          Type: AWS::Serverless::Function
          Properties: {Handler: dev.parley.local.sample.Doorkeeper}
      Outputs:
        SocketUrl: {Value: !Sub 'wss://${Live}.execute-api.${AWS::Region}.amazonaws.com/live'}
        HttpUrl: {Value: !Sub 'https://${Web}.execute-api.${AWS::Region}.amazonaws.com'}
      """;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    SampleJar.in(folder);
    cloud = LocalCloud.of(Files.writeString(folder.resolve("template.yaml"), TEMPLATE)).start();
  }

  @AfterEach
  void close() {
    client.close();
    cloud.close();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    URI uri = URI.create(cloud.outputs().get("HttpUrl") + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    return client.send(request.header("X-Token", token).build(), BodyHandlers.ofString());
  }

  /** How often the authorizer had been asked when it let this request in. */
  private static int asked(HttpResponse<String> admitted) throws IOException {
    assertThat(admitted.statusCode()).isEqualTo(200);
    JsonNode event = new ObjectMapper().readTree(admitted.body());
    return event.at("/requestContext/authorizer/lambda/asked").asInt();
  }

  @Test
  @Conforms("http-rate")
  void aRequestTooManyToARouteIs429UntilTimeHasGoneBy() throws Exception {
    assertThat(get("/open", "any").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = get("/open", "any");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    cloud.clock().advance(Duration.ofSeconds(100));
    assertThat(get("/open", "any").statusCode()).isEqualTo(200);
  }

  @Test
  @Conforms("http-lambda-auth-cache")
  void aLambdaAuthorizersAnswerIsKeptByTheLocalClock() throws Exception {
    assertThat(asked(get("/guarded", "good"))).isEqualTo(1);
    assertThat(asked(get("/guarded", "good"))).isEqualTo(1);
    cloud.clock().advance(Duration.ofSeconds(61));
    assertThat(asked(get("/guarded", "good"))).isEqualTo(2);
  }

  @Test
  @Conforms("http-lambda-auth")
  void whomALambdaAuthorizerDoesNotLetInIs403AndWhoBringsNothing401() throws Exception {
    HttpResponse<String> refused = get("/guarded", "bad");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(get("/guarded", "").statusCode()).isEqualTo(401);
    assertThat(asked(get("/guarded", "good"))).as("nobody is asked for the 401").isEqualTo(2);
  }

  @Test
  @Conforms("limit-route-rate")
  void aMessageTooManyToARouteIsToldSo() throws Exception {
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(cloud.outputs().get("SocketUrl")), new Texts(texts))
            .get(30, TimeUnit.SECONDS);
    for (int i = 0; i < 2; i++) {
      socket.sendText("{}", true).get(30, TimeUnit.SECONDS);
    }
    assertThat(texts.poll(30, TimeUnit.SECONDS)).startsWith("{\"message\":\"Too Many Requests\"");
    cloud.clock().advance(Duration.ofSeconds(100));
    socket.sendText("{}", true).get(30, TimeUnit.SECONDS);
    socket.sendText("{}", true).get(30, TimeUnit.SECONDS);
    assertThat(texts.poll(30, TimeUnit.SECONDS)).contains("Too Many Requests");
    assertThat(texts).isEmpty();
    socket.abort();
  }

  /** Whole messages, in their order. */
  private record Texts(BlockingQueue<String> arrived) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      arrived.add(data.toString());
      socket.request(1);
      return null;
    }
  }
}
