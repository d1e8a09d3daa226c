package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.core.consultation.Timer;
import dev.parley.lambda.queue.Queues;
import dev.parley.local.bucket.BucketDefinition;
import dev.parley.local.bucket.Buckets;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a handler needs around it: DynamoDB Local, a bucket, queues, and an endpoint that takes
 * posts to sockets.
 */
final class Surroundings implements AutoCloseable {
  private final LocalDynamo dynamo;
  private final Map<String, String> tables;
  private final HttpServer sockets;
  private final Map<String, String> environment;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();
  private final LoggedInvocation context = new LoggedInvocation();
  private final LocalClock clock = new LocalClock();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  private final Buckets buckets;
  private final BucketCalls bucketCalls;
  private final Queues queues = new Queues(clock);
  private final ScriptedProvider provider = new ScriptedProvider();

  private Surroundings(
      LocalDynamo dynamo,
      Map<String, String> tables,
      HttpServer sockets,
      Map<String, String> environment) {
    this.dynamo = dynamo;
    this.tables = tables;
    this.sockets = sockets;
    this.environment = environment;
    sockets.createContext("/", this::take);
    sockets.start();
    buckets =
        Buckets.open(
            List.of(
                BucketDefinition.of(environment.get("FILES_BUCKET")),
                BucketDefinition.of(environment.get("REPORTS_BUCKET"))),
            clock,
            Optional.empty());
    bucketCalls = new BucketCalls(buckets, environment.get("FILES_BUCKET"));
    endpoint.unchecked(Buckets.SIGNING_NAME, bucketCalls);
    endpoint.unsigned(bucketCalls);
    environment.put("AWS_ENDPOINT_URL_S3", endpoint.uri().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
    environment.put("TIMERS_QUEUE", queues.urls().get(Timer.Purpose.DEADLINE));
    environment.put("PAYOUTS_QUEUE", queues.urls().get(Timer.Purpose.PAYOUT));
    environment.put("EVIDENCE_QUEUE", queues.evidence());
    environment.put("FINANCE_QUEUE", queues.finance());
    environment.put("PAYMENT_STEPS_QUEUE", queues.steps());
    environment.put("PAYMENT_PROVIDER", "sandbox");
    environment.put("PAYMENT_ENDPOINT", provider.endpoint());
    environment.put("PAYMENT_KEY", ScriptedProvider.KEY);
    environment.put("PAYMENT_WEBHOOK_KEYS", ScriptedProvider.SECRET);
  }

  static Surroundings start() throws IOException {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    Path template = Path.of(System.getProperty("parley.root"), "template.yaml");
    LocalDynamo dynamo = LocalDynamo.start(Optional.empty());
    Map<String, String> tables = LocalDynamo.createTablesOf(template, Map.of(), dynamo.client());
    HttpServer sockets =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, String> environment =
        new HashMap<>(
            Template.read(template)
                .resolve(Map.of(), Addresses.none())
                .functions()
                .getFirst()
                .environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamo.endpoint().toString());
    environment.put(
        "SOCKET_ENDPOINT", "http://127.0.0.1:" + sockets.getAddress().getPort() + "/live");
    return new Surroundings(dynamo, tables, sockets, environment);
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Where DynamoDB is. */
  URI dynamo() {
    return dynamo.endpoint();
  }

  /** Names of the tables by their logical ids. */
  Map<String, String> tables() {
    return tables;
  }

  /** Those of the tables, what queues are called here, and the bucket that has no folders. */
  Map<String, String> names() {
    Map<String, String> names = new HashMap<>(tables);
    names.putAll(Queues.names());
    names.put("ReportBucket", "ReportBucket");
    return names;
  }

  /** What is called in the bucket. */
  BucketCalls bucket() {
    return bucketCalls;
  }

  /** Where timers go. */
  Queues queues() {
    return queues;
  }

  /** Who takes payments in and pays out. */
  ScriptedProvider provider() {
    return provider;
  }

  /** Tables of which a test asks itself. */
  DynamoDbClient tablesThemselves() {
    return dynamo.client();
  }

  LocalClock clock() {
    return clock;
  }

  Context context() {
    return context;
  }

  /** What was posted to sockets, in order. */
  List<String> posted() {
    return posted;
  }

  /** What was posted to sockets since this was asked last. */
  List<String> takePosted() {
    List<String> taken = List.copyOf(posted);
    posted.clear();
    return taken;
  }

  /** What was logged, in order. */
  List<String> logged() {
    return context.lines();
  }

  /** Adds entries behind the newest of a conversation: what they say does not matter. */
  void lengthen(String conversation, int entries) {
    String table = tables.get("ConversationLogs");
    AttributeValue key = AttributeValue.fromS(conversation);
    Map<String, AttributeValue> newest =
        dynamo
            .client()
            .query(
                query ->
                    query
                        .tableName(table)
                        .keyConditionExpression("c = :c AND sk BETWEEN :first AND :last")
                        .expressionAttributeValues(
                            Map.of(
                                ":c", key,
                                ":first", AttributeValue.fromS("e#"),
                                ":last", AttributeValue.fromS("e~")))
                        .scanIndexForward(false)
                        .limit(1))
            .items()
            .getFirst();
    long last = Long.parseLong(newest.get("sk").s().substring(2));
    for (int n = 1; n <= entries; n++) {
      Map<String, AttributeValue> entry = new HashMap<>(newest);
      entry.put("sk", AttributeValue.fromS("e#%010d".formatted(last + n)));
      dynamo.client().putItem(put -> put.tableName(table).item(entry));
    }
  }

  /** From now on this connection is gone. */
  void lose(String connection) {
    lost.add(connection);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = URLDecoder.decode(exchange.getRequestURI().getPath(), StandardCharsets.UTF_8);
      if (lost.contains(path.substring(path.lastIndexOf('/') + 1))) {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", "GoneException");
        exchange.sendResponseHeaders(410, -1);
        return;
      }
      posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    sockets.stop(0);
    dynamo.close();
    endpoint.close();
    queues.close();
    provider.close();
    try {
      buckets.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
