package dev.parley.local.dynamo;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Aws;
import dev.parley.local.template.TableResource;
import dev.parley.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** DynamoDB Local behind HTTP on 127.0.0.1, silent and without telemetry. */
public final class LocalDynamo implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  // Held, because what was set on a logger that nobody holds is forgotten.
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("com.almworks.sqlite4java"),
          Logger.getLogger("com.almworks.sqlite4java.Internal"),
          // It complains of a library of older JDKs as soon as a stream is read.
          Logger.getLogger("com.amazonaws.util.Base64"));

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final ThreadGroup threads;
  private final Engine engine;
  private final List<Runnable> onWrite;
  private final FaultInjection faults;
  private final URI endpoint;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;
  private Optional<Expiry> expiry = Optional.empty();
  private boolean closed;

  private LocalDynamo(
      Server server,
      LocalDynamoDBServerHandler handler,
      ThreadGroup threads,
      Engine engine,
      List<Runnable> onWrite,
      FaultInjection faults) {
    this.server = server;
    this.handler = handler;
    this.threads = threads;
    this.engine = engine;
    this.onWrite = onWrite;
    this.faults = faults;
    this.endpoint = URI.create("http://" + HOST + ":" + port(server));
    this.client = here(DynamoDbClient.builder()).build();
    this.streams = here(DynamoDbStreamsClient.builder()).build();
  }

  private static int port(Server server) {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B here(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(Aws.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create());
  }

  /**
   * Starts on a free port.
   *
   * @param data folder that keeps the tables; in memory when empty
   */
  public static LocalDynamo start(Optional<Path> data) {
    return start(data, 0);
  }

  /** Starts on the given port; 0 takes a free one. */
  public static LocalDynamo start(Optional<Path> data, int port) {
    // A filter rather than a level: the engine sets the level itself whenever it opens a database.
    TALKATIVE.forEach(logger -> logger.setFilter(_ -> false));
    ThreadGroup threads = new ThreadGroup("dynamodb-local");
    Engine engine = engine(data, threads);
    List<Runnable> onWrite = new CopyOnWriteArrayList<>();
    FaultInjection faults = new FaultInjection();
    Requests requests = new Requests(engine.tables(), faults, () -> onWrite.forEach(Runnable::run));
    LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(requests, null);
    // Not DynamoDBProxyServer: it listens to every network and cannot tell its free port.
    Server server = new Server(new QueuedThreadPool(64, 4, 60_000, -1, null, threads));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new ContextHandler(new Answers(handler, faults), "/"));
    try {
      server.start();
      return new LocalDynamo(server, handler, threads, engine, onWrite, faults);
    } catch (Exception e) {
      stop(server, handler, threads);
      throw new DynamoException("DynamoDB Local cannot listen on port " + port + ": " + e, e);
    }
  }

  private static Engine engine(Optional<Path> data, ThreadGroup threads) {
    try {
      if (data.isPresent()) {
        Files.createDirectories(data.get());
      }
      return Engine.open(data, threads);
    } catch (IOException e) {
      throw new DynamoException("the data folder " + data.get() + " cannot be made: " + e, e);
    } catch (RuntimeException e) {
      throw new DynamoException("DynamoDB Local cannot start: " + e, e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** A client of this engine, which closes with it. */
  public DynamoDbClient client() {
    return client;
  }

  /** A client of this engine's streams, which closes with it. */
  public DynamoDbStreamsClient streams() {
    return streams;
  }

  /** The ARN of a table's stream on this engine; empty when the table has none. */
  public Optional<String> streamArn(String table) {
    return Optional.ofNullable(
        client.describeTable(it -> it.tableName(table)).table().latestStreamArn());
  }

  /** Runs after each write to any table, on the writer's thread: it must be quick. */
  public void onWrite(Runnable listener) {
    onWrite.add(listener);
  }

  /** Begins to delete what has expired on this clock, some minutes after its end; once. */
  public synchronized void expireBy(LocalClock clock) {
    if (expiry.isPresent()) {
      throw new IllegalStateException("items expire by a clock already");
    }
    expiry = Optional.of(Expiry.start(engine, clock, () -> onWrite.forEach(Runnable::run)));
  }

  /** Lets requests go wrong from now on; {@link Faults#NONE} ends it. */
  public void faults(Faults wanted) {
    faults.set(wanted);
  }

  /** Ends every open shard and begins its child, as DynamoDB does by itself every few hours. */
  public void rollShards() {
    engine.tables().triggerShardRollovers();
  }

  /**
   * Creates the tables that are not there yet. Throws {@link DynamoException} when one is there
   * with other keys.
   */
  public void create(List<TableResource> tables) {
    create(tables, client);
  }

  /**
   * Creates the tables of a template file on any DynamoDB, and nothing else of it.
   *
   * @return the tables' names by their logical ids
   */
  public static Map<String, String> createTablesOf(
      Path template, Map<String, String> parameters, DynamoDbClient client) {
    List<TableResource> tables =
        Template.read(template).resolve(parameters, Addresses.none()).tables();
    create(tables, client);
    return tables.stream().collect(Collectors.toMap(TableResource::id, TableResource::name));
  }

  private static void create(List<TableResource> tables, DynamoDbClient client) {
    Tables existing = new Tables(client);
    tables.forEach(existing::create);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      expiry.ifPresent(Expiry::close);
      client.close();
      streams.close();
      stop(server, handler, threads);
    }
  }

  private static void stop(Server server, LocalDynamoDBServerHandler handler, ThreadGroup threads) {
    try {
      server.stop();
      handler.close();
      // Its jobs are cancelled but asleep, in threads that would keep the JVM alive meanwhile.
      threads.interrupt();
    } catch (Exception e) {
      throw new DynamoException("DynamoDB Local cannot be stopped: " + e, e);
    }
  }
}
