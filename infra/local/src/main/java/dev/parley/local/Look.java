package dev.parley.local;

import dev.parley.local.bucket.BucketSummary;
import dev.parley.local.gateway.SocketApi;
import dev.parley.local.lambda.CountingInvoker;
import dev.parley.local.lambda.FunctionLogs;
import dev.parley.local.mail.SentMail;
import dev.parley.local.page.State;
import dev.parley.local.queue.QueueDepth;
import dev.parley.local.schedule.Schedules;
import dev.parley.local.stream.SourceStatus;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.QueueResource;
import dev.parley.local.template.Stack;
import dev.parley.local.topic.TopicState;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Looks at everything that runs, for the page. */
final class Look implements Supplier<State> {
  /** So many mails are shown, the newest. */
  private static final int MAILS = 50;

  /** So many sockets are shown, the last that were heard of. */
  static final int SOCKETS = 100;

  /** So many entries of each function's log are shown, the latest. */
  private static final int LOG_ENTRIES = 30;

  private static final int LONGEST_ENTRY = 2000;

  private static final Comparator<State.Socket> LAST_HEARD_OF =
      Comparator.comparing(State.Socket::lastActiveAt)
          .reversed()
          .thenComparing(State.Socket::connectionId);

  private final Stack stack;
  private final Engines engines;
  private final Services services;
  private final Sources sources;
  private final CountingInvoker functions;
  private final Map<String, SocketApi> sockets;
  private final Ground ground;
  private final Seldom<List<State.Queue>> queues = new Seldom<>(this::queues);
  private final Seldom<List<State.Table>> tables = new Seldom<>(this::tables);
  private final Seldom<List<State.Bucket>> buckets = new Seldom<>(this::buckets);

  /**
   * @param sockets APIs by their logical ids
   */
  Look(
      Stack stack,
      Engines engines,
      Services services,
      Sources sources,
      CountingInvoker functions,
      Map<String, SocketApi> sockets,
      Ground ground) {
    this.stack = stack;
    this.engines = engines;
    this.services = services;
    this.sources = sources;
    this.functions = functions;
    this.sockets = sockets;
    this.ground = ground;
  }

  @Override
  public State get() {
    List<State.Socket> open =
        sockets.entrySet().stream().flatMap(it -> open(it.getKey(), it.getValue())).toList();
    List<SentMail> mails = services.mail().sent();
    return new State(
        new State.Clock(
            time(ground.clock().instant()),
            ground.clock().ahead().toString(),
            ground.clock().movable()),
        stack.functions().stream().map(this::function).toList(),
        queues.get(),
        sources.streams().status().stream().map(this::stream).toList(),
        services.topics().state().stream().flatMap(Look::topic).toList(),
        sources.schedules().list().stream().map(Look::schedule).toList(),
        open.stream().sorted(LAST_HEARD_OF).limit(SOCKETS).toList(),
        tables.get(),
        buckets.get(),
        mails.stream().limit(MAILS).map(Look::mail).toList(),
        new State.Totals(open.size(), mails.size()),
        endpoints());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String time(Optional<Instant> at) {
    return at.map(Look::time).orElse("");
  }

  private State.Function function(FunctionResource it) {
    CountingInvoker.Metrics metrics = functions.metrics(it.id());
    long ended = Math.max(1, metrics.invocations());
    return new State.Function(
        it.id(),
        it.name(),
        metrics.invocations(),
        metrics.errors(),
        metrics.recursiveDropped(),
        services.asynchronous().depth(it.id()),
        metrics.duration().toNanos() / 1e6 / ended,
        log(it.id()));
  }

  private List<State.Line> log(String function) {
    List<FunctionLogs.Line> lines = ground.log().latest(function);
    return lines.subList(Math.max(0, lines.size() - LOG_ENTRIES), lines.size()).stream()
        .map(it -> new State.Line(time(it.at()), beginning(it.text())))
        .toList();
  }

  private static String beginning(String text) {
    return text.length() > LONGEST_ENTRY ? text.substring(0, LONGEST_ENTRY) + "…" : text;
  }

  private List<State.Queue> queues() {
    Map<String, QueueDepth> depths =
        engines.queues().depths().stream()
            .collect(Collectors.toMap(QueueDepth::name, Function.identity()));
    Map<String, String> names =
        stack.queues().stream().collect(Collectors.toMap(QueueResource::arn, QueueResource::name));
    Set<String> deadLetters =
        stack.queues().stream()
            .flatMap(it -> it.redrive().stream())
            .map(QueueResource.Redrive::deadLetterQueueArn)
            .collect(Collectors.toSet());
    return stack.queues().stream()
        .filter(it -> depths.containsKey(it.name()))
        .map(
            it -> {
              QueueDepth depth = depths.get(it.name());
              return new State.Queue(
                  it.name(),
                  depth.available(),
                  depth.delayed(),
                  depth.inFlight(),
                  it.redrive().map(to -> names.get(to.deadLetterQueueArn())).orElse(""),
                  deadLetters.contains(it.arn()));
            })
        .toList();
  }

  private State.Stream stream(SourceStatus it) {
    // arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL
    String table = it.streamArn().split("/")[1];
    String behind =
        it.waiting() == 0
            ? ""
            : it.waiting() + " records, " + it.lag().map(lag -> lag.toSeconds() + " s").orElse("");
    return new State.Stream(table, it.function(), it.handled(), it.failures(), behind);
  }

  private static Stream<State.Topic> topic(TopicState it) {
    String name = it.arn().substring(it.arn().lastIndexOf(':') + 1);
    return it.subscriptions().isEmpty()
        ? Stream.of(new State.Topic(name, "", "", 0, 0, 0))
        : it.subscriptions().stream()
            .map(
                to ->
                    new State.Topic(
                        name,
                        to.protocol(),
                        to.endpoint(),
                        to.delivered(),
                        to.filtered(),
                        to.failed()));
  }

  private static State.Schedule schedule(Schedules.State it) {
    return new State.Schedule(
        it.name(),
        it.expression(),
        it.zone(),
        it.enabled() ? "ENABLED" : "DISABLED",
        time(it.next()),
        time(it.last()),
        it.count());
  }

  private static Stream<State.Socket> open(String api, SocketApi sockets) {
    return sockets.openSockets().stream()
        .map(
            it ->
                new State.Socket(
                    api,
                    it.connectionId(),
                    it.sourceIp(),
                    time(it.connectedAt()),
                    time(it.lastActiveAt()),
                    it.messagesIn(),
                    it.messagesOut()));
  }

  private List<State.Table> tables() {
    return stack.tables().stream().flatMap(it -> table(it.name())).toList();
  }

  private Stream<State.Table> table(String name) {
    try {
      TableDescription table =
          engines.dynamo().client().describeTable(it -> it.tableName(name)).table();
      return Stream.of(new State.Table(name, table.itemCount()));
    } catch (ResourceNotFoundException e) {
      // Somebody has deleted it since.
      return Stream.of();
    }
  }

  private List<State.Bucket> buckets() {
    return services.buckets().summaries().stream().map(Look::bucket).toList();
  }

  private static State.Bucket bucket(BucketSummary it) {
    return new State.Bucket(it.name(), it.objects(), it.bytes());
  }

  private static State.Mail mail(SentMail it) {
    return new State.Mail(time(it.at()), String.join(", ", it.to()), it.subject(), it.messageId());
  }

  private List<State.Endpoint> endpoints() {
    URI others = engines.endpoint().uri();
    return Stream.concat(
            Stream.of(
                new State.Endpoint("dynamodb", engines.dynamo().endpoint().toString()),
                new State.Endpoint("sqs", engines.queues().endpoint().toString()),
                new State.Endpoint("lambda, sns, s3, sesv2", others.toString())),
            stack.socketApis().stream()
                .map(
                    it ->
                        new State.Endpoint(
                            "apigatewaymanagementapi",
                            "http://127.0.0.1:%d/%s"
                                .formatted(sockets.get(it.id()).port(), it.stage()))))
        .toList();
  }
}
