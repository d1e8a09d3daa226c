package dev.parley.lambda.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.core.conversation.Audience.Delivered;
import dev.parley.core.conversation.Audience.Delivery;
import dev.parley.core.conversation.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;

class GatewayAudienceTest {
  private static final String PATH = "/live/@connections/";
  private static final Delivered EVERYBODY = new Delivered(Set.of(), Set.of());
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int BROKEN = 500;
  private static final int FORBIDDEN = 403;

  private static final Map<Integer, String> ERRORS =
      Map.of(
          GONE, "GoneException",
          TOO_MANY, "LimitExceededException",
          BROKEN, "InternalServerError",
          FORBIDDEN, "ForbiddenException");

  private final Map<String, List<String>> received = new ConcurrentHashMap<>();
  private final Map<String, Integer> failing = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private GatewayAudience audience;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
    ApiGatewayManagementApiClient gateway =
        ApiGatewayManagementApiClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live"))
            .httpClient(ApacheHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    audience = new GatewayAudience(gateway, GatewayAudienceTest::encode, threads);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Test
  void theFramesOfOneSocketArriveInTheirOrder() {
    List<Delivery> deliveries = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      deliveries.add(new Delivery("a=", frame("a" + n)));
      deliveries.add(new Delivery("b=", frame("b" + n)));
    }
    assertThat(audience.deliver(deliveries)).isEqualTo(EVERYBODY);
    assertThat(received.get("a="))
        .isEqualTo(IntStream.range(0, 20).mapToObj(n -> "a" + n).toList());
    assertThat(received.get("b="))
        .isEqualTo(IntStream.range(0, 20).mapToObj(n -> "b" + n).toList());
  }

  @Test
  void aSocketThatIsGoneIsNamedAndTheOthersAreServed() {
    failing.put("gone=", GONE);
    assertThat(
            audience.deliver(
                List.of(new Delivery("gone=", frame("x")), new Delivery("here=", frame("x")))))
        .isEqualTo(new Delivered(Set.of("gone="), Set.of()));
    assertThat(received.get("here=")).containsExactly("x");
  }

  @Test
  void aSocketThatCannotBeReachedJustNowIsNamedAndTheOthersAreServed() {
    failing.put("slow=", TOO_MANY);
    failing.put("broken=", BROKEN);
    assertThat(
            audience.deliver(
                List.of(
                    new Delivery("slow=", frame("x")),
                    new Delivery("broken=", frame("x")),
                    new Delivery("here=", frame("x")))))
        .isEqualTo(new Delivered(Set.of(), Set.of("slow=", "broken=")));
    assertThat(received.get("here=")).containsExactly("x");
  }

  @Test
  void aGatewayThatDoesNotAnswerIsNoDefect() {
    server.stop(0);
    assertThat(audience.deliver(List.of(new Delivery("a=", frame("x")))).missed())
        .containsExactly("a=");
  }

  @Test
  void aRefusedPostIsADefectAndIsThrownAfterEverybodyElseWasServed() {
    failing.put("refused=", FORBIDDEN);
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.add(new Delivery("refused=", frame("x")));
    for (int n = 0; n < 10; n++) {
      deliveries.add(new Delivery(n + "=", frame("x")));
    }
    assertThatThrownBy(() -> audience.deliver(deliveries))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ForbiddenException.class);
    assertThat(received).hasSize(10);
  }

  @Test
  void nothingToDeliverIsNoError() {
    assertThat(audience.deliver(List.of())).isEqualTo(EVERYBODY);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String connection = exchange.getRequestURI().getPath().substring(PATH.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Integer status = failing.get(connection);
      if (status == null) {
        received.computeIfAbsent(connection, _ -> new CopyOnWriteArrayList<>()).add(body);
      } else {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", ERRORS.get(status));
      }
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    }
  }

  private static Frame frame(String text) {
    return new Frame.Pong(Optional.of(text), Instant.EPOCH);
  }

  private static byte[] encode(Frame frame) {
    return ((Frame.Pong) frame).requestId().orElseThrow().getBytes(StandardCharsets.UTF_8);
  }
}
