package dev.parley.lambda.bootstrap;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Backoff;
import dev.parley.core.conversation.Blocks;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.JitteredBackoff;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.SocketTickets;
import dev.parley.lambda.bootstrap.Configuration.Key;
import dev.parley.lambda.push.GatewayAudience;
import dev.parley.lambda.store.DynamoConversations;
import dev.parley.lambda.store.DynamoDirectory;
import dev.parley.lambda.store.DynamoRooms;
import dev.parley.lambda.store.DynamoTickets;
import dev.parley.lambda.wire.Frames;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import org.crac.Core;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The composition root: everything the functions can do, wired once. */
public final class App {
  /** Three calls that run out of time still leave a function enough of its own to say so. */
  private static final ClientOverrideConfiguration PATIENCE =
      ClientOverrideConfiguration.builder()
          .retryStrategy(RetryMode.STANDARD)
          .apiCallAttemptTimeout(Duration.ofMillis(1_500))
          .apiCallTimeout(Duration.ofSeconds(4))
          .build();

  /** The posts of one message run side by side: as a rule none shall wait for a connection. */
  private static final int CONNECTIONS = 256;

  private final Directory directory;
  private final SocketTickets tickets;
  private final Conversations conversations;
  private final Blocks blocks;
  private final SocketCommands socket;
  private final String socketUrl;

  private App(Configuration configuration, InstantSource clock) {
    FreshRandom random = FreshRandom.registered();
    SdkHttpClient http = ApacheHttpClient.builder().maxConnections(CONNECTIONS).build();
    DynamoDbClient dynamo = dynamo(configuration, http);
    Backoff backoff = new JitteredBackoff(random);
    directory = new DynamoDirectory(dynamo, configuration.get(Key.DIRECTORY_TABLE), backoff);
    tickets =
        new SocketTickets(
            new DynamoTickets(dynamo, configuration.get(Key.TOKENS_TABLE)), clock, random);
    Ports ports =
        new Ports(
            new DynamoConversations(dynamo, tables(configuration)),
            new DynamoRooms(dynamo, configuration.get(Key.CONNECTIONS_TABLE)),
            directory,
            audience(configuration, http),
            clock,
            random,
            backoff);
    conversations = new Conversations(ports);
    blocks = new Blocks(ports);
    socket = new SocketCommands(ports);
    socketUrl = configuration.get(Key.SOCKET_URL);
  }

  /** The application of this process, as Lambda runs it. */
  public static App live() {
    return Live.APP;
  }

  /** An application of its own, for tests and for a local cloud. */
  public static App of(Map<String, String> environment, InstantSource clock) {
    return new App(new Configuration(environment), clock);
  }

  public Directory directory() {
    return directory;
  }

  public SocketTickets tickets() {
    return tickets;
  }

  public Conversations conversations() {
    return conversations;
  }

  public Blocks blocks() {
    return blocks;
  }

  public SocketCommands socket() {
    return socket;
  }

  /** Where clients open their socket. */
  public String socketUrl() {
    return socketUrl;
  }

  private static DynamoDbClient dynamo(Configuration configuration, SdkHttpClient http) {
    return DynamoDbClient.builder()
        .region(Region.of(configuration.get(Key.AWS_REGION)))
        .httpClient(http)
        .overrideConfiguration(PATIENCE)
        .applyMutation(
            builder -> configuration.endpoint("DYNAMODB").ifPresent(builder::endpointOverride))
        .build();
  }

  private static DynamoConversations.Tables tables(Configuration configuration) {
    return new DynamoConversations.Tables(
        configuration.get(Key.CONVERSATIONS_TABLE),
        configuration.get(Key.INBOX_TABLE),
        configuration.get(Key.DIRECTORY_TABLE));
  }

  private static Audience audience(Configuration configuration, SdkHttpClient http) {
    ApiGatewayManagementApiClient gateway =
        ApiGatewayManagementApiClient.builder()
            .region(Region.of(configuration.get(Key.AWS_REGION)))
            .httpClient(http)
            .overrideConfiguration(PATIENCE)
            .endpointOverride(URI.create(configuration.get(Key.SOCKET_ENDPOINT)))
            .build();
    return new GatewayAudience(gateway, Frames::bytes, Executors.newVirtualThreadPerTaskExecutor());
  }

  /** Held for the life of the process: hooks around a snapshot are kept weakly. */
  private static final class Live {
    private static final App APP = App.of(System.getenv(), InstantSource.system());
    private static final Priming PRIMING = new Priming(APP);

    static {
      Core.getGlobalContext().register(PRIMING);
    }
  }
}
