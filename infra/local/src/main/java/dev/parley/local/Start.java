package dev.parley.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionRunner;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import dev.parley.local.function.isolated.IsolatedFunctions;
import dev.parley.local.gateway.Account;
import dev.parley.local.gateway.HttpApi;
import dev.parley.local.gateway.Jitter;
import dev.parley.local.gateway.SocketApi;
import dev.parley.local.identity.TokenIssuer;
import dev.parley.local.lambda.CountingInvoker;
import dev.parley.local.lambda.FunctionLogs;
import dev.parley.local.page.Page;
import dev.parley.local.queue.LocalQueues;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Aws;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.SocketApiResource;
import dev.parley.local.template.Stack;
import dev.parley.local.template.Template;
import dev.parley.local.template.UserPoolResource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the parts of a local cloud in their order. */
final class Start {
  private static final String HOST = "127.0.0.1";

  /** The places of ports, counted from the first one; what there is more of comes after them. */
  static final int PORTS = 6;

  private static final int HTTP_PORT = 0;
  private static final int SOCKET_PORT = 1;
  private static final int ISSUER_PORT = 2;
  private static final int DYNAMO_PORT = 3;
  private static final int QUEUES_PORT = 4;
  private static final int SERVICES_PORT = 5;

  private final Settings settings;
  private final Parts parts;
  private final Ground ground;
  private final Map<String, HttpApi> httpApis = new LinkedHashMap<>();
  private final Map<String, SocketApi> socketApis = new LinkedHashMap<>();
  private Optional<TokenIssuer> issuer = Optional.empty();

  private Start(Settings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    settings.data().ifPresent(it -> parts.add(DataFolder.hold(it)));
    Optional<Path> kept = settings.data().map(it -> it.resolve("clock"));
    LocalClock clock =
        settings.isolated()
            ? LocalClock.ofTheSystem(kept)
            : kept.map(LocalClock::keptIn).orElseGet(LocalClock::new);
    LogSink sink =
        (function, requestId, text) ->
            settings.log().accept(new LogLine(clock.instant(), function, requestId, text));
    this.ground = new Ground(clock, new FunctionLogs(sink, clock), settings.data(), parts);
  }

  /** What the caller chose. */
  record Settings(
      Path template,
      Map<String, String> parameters,
      Optional<Path> data,
      int firstPort,
      boolean isolated,
      Optional<Jitter> jitter,
      Consumer<LogLine> log) {}

  /** What runs afterwards. */
  record Running(
      Map<String, String> outputs,
      Invoker functions,
      Optional<TokenIssuer> issuer,
      Engines engines,
      Ground ground) {}

  static Running with(Settings settings) {
    Parts parts = new Parts();
    try {
      return new Start(settings, parts).run();
    } catch (RuntimeException | Error e) {
      try {
        parts.close();
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private Running run() {
    Credentials.setWhenAbsent();
    Template template = Template.read(settings.template());
    Addresses addresses = bind(template.addressed(settings.parameters()));
    LocalQueues queues = parts.add(queues());
    addresses.queues(HOST, queues.endpoint().getPort());
    Endpoint endpoint =
        parts.add(
            Endpoint.listen(HOST, port(SERVICES_PORT), ground.clock(), ground.log("services")));
    Stack stack = template.resolve(settings.parameters(), addresses);
    stack.warnings().forEach(it -> ground.log("template").accept("[WARN] " + it));
    LocalDynamo dynamo = parts.add(LocalDynamo.start(ground.folder("dynamodb"), port(DYNAMO_PORT)));
    dynamo.create(stack.tables());
    dynamo.expireBy(ground.clock());
    queues.create(stack.queues().stream().map(EventDefinitions::of).toList());
    Engines engines = new Engines(dynamo, queues, endpoint);
    List<FunctionDefinition> definitions =
        stack.functions().stream().map(it -> Definitions.of(it, engines.variables())).toList();
    Services services = Services.open(stack, engines, definitions, ground);
    CountingInvoker functions = new CountingInvoker(functions(definitions));
    services.invokeBy(endpoint, definitions, functions, ground.log());
    // Before the first request comes in: streams that are read from their end must not miss it.
    Sources sources = Sources.start(stack, engines, services, functions, ground);
    serve(stack, functions);
    services.asynchronous().begin(functions);
    closeInOrder(engines, services, sources);
    Map<String, SocketApi> sockets = new LinkedHashMap<>();
    stack.socketApis().forEach(it -> sockets.put(it.id(), socketApis.get(it.apiId())));
    Look look = new Look(stack, engines, services, sources, functions, sockets, ground);
    Page.on(endpoint, look, id -> services.mail().read(id).map(it -> new String(it, UTF_8)));
    return new Running(stack.outputs(), functions, issuer, engines, ground);
  }

  private LocalQueues queues() {
    return LocalQueues.listen(
        new LocalQueues.Place(
            HOST, port(QUEUES_PORT), Aws.REGION, Aws.ACCOUNT, ground.folder("queues")),
        ground.clock());
  }

  private Invoker functions(List<FunctionDefinition> definitions) {
    return settings.isolated()
        ? parts.add(IsolatedFunctions.start(definitions, ground.log()))
        : parts.add(FunctionRunner.start(definitions, ground.clock(), ground.log()));
  }

  private int port(int offset) {
    return settings.firstPort() == 0 ? 0 : settings.firstPort() + offset;
  }

  private Addresses bind(Template.Addressed addressed) {
    Addresses addresses = Addresses.none();
    int next = PORTS;
    for (String id : addressed.httpApis()) {
      int offset = httpApis.isEmpty() ? HTTP_PORT : next++;
      HttpApi api = parts.add(HttpApi.listen(HOST, port(offset)));
      httpApis.put(id, api);
      addresses.api(id, HOST, api.port());
    }
    for (String id : addressed.socketApis()) {
      int offset = socketApis.isEmpty() ? SOCKET_PORT : next++;
      SocketApi api = parts.add(SocketApi.listen(HOST, port(offset)));
      socketApis.put(id, api);
      addresses.api(id, HOST, api.port());
    }
    for (String id : addressed.pools().stream().limit(1).toList()) {
      TokenIssuer bound = parts.add(TokenIssuer.listen(HOST, port(ISSUER_PORT)));
      issuer = Optional.of(bound);
      addresses.pool(id, HOST, bound.port());
    }
    return addresses;
  }

  private void serve(Stack stack, Invoker functions) {
    for (UserPoolResource pool : stack.userPools()) {
      issuer.ifPresent(
          it -> it.serve(pool.poolId(), pool.clientIds(), settings.data(), ground.clock()));
    }
    Account account = Account.local(ground.clock());
    for (HttpApiResource api : stack.httpApis()) {
      HttpApi served = httpApis.get(api.apiId());
      served.serve(Definitions.of(api), functions, ground.clock(), ground.log(api.id()), account);
    }
    for (SocketApiResource api : stack.socketApis()) {
      SocketApi served = socketApis.get(api.apiId());
      settings.jitter().ifPresent(served::jitter);
      served.serve(Definitions.of(api), functions, ground.clock(), ground.log(api.id()), account);
    }
  }

  /**
   * What begins invocations ends before what they need: the sources, then the sockets, whose
   * $disconnect still finds everything, then what waits in Lambda's queue, then the services.
   */
  private void closeInOrder(Engines engines, Services services, Sources sources) {
    parts.closeFirst(engines.endpoint());
    parts.closeFirst(services.asynchronous());
    httpApis.values().forEach(parts::closeFirst);
    socketApis.values().forEach(parts::closeFirst);
    parts.closeFirst(sources.streams());
    parts.closeFirst(sources.queues());
    parts.closeFirst(sources.schedules());
  }
}
