package dev.parley.local;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionRunner;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import dev.parley.local.function.isolated.IsolatedFunctions;
import dev.parley.local.gateway.HttpApi;
import dev.parley.local.gateway.Jitter;
import dev.parley.local.gateway.SocketApi;
import dev.parley.local.identity.TokenIssuer;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.SocketApiResource;
import dev.parley.local.template.Stack;
import dev.parley.local.template.Template;
import dev.parley.local.template.UserPoolResource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the parts of a local cloud in their order. */
final class Start {
  private static final String HOST = "127.0.0.1";

  private final Settings settings;
  private final Parts parts;
  private final Map<String, HttpApi> httpApis = new HashMap<>();
  private final Map<String, SocketApi> socketApis = new HashMap<>();
  private Optional<TokenIssuer> issuer = Optional.empty();

  private Start(Settings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** What the caller chose. */
  record Settings(
      Path template,
      Map<String, String> parameters,
      Optional<Path> data,
      int firstPort,
      boolean isolated,
      Optional<Jitter> jitter,
      LocalClock clock,
      LogSink log) {}

  /** What runs afterwards. */
  record Running(
      Map<String, String> outputs,
      Invoker functions,
      Optional<TokenIssuer> issuer,
      LocalDynamo dynamo,
      Parts parts) {}

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
    settings.data().ifPresent(it -> parts.add(DataFolder.hold(it)));
    Template template = Template.read(settings.template());
    Addresses addresses = bind(template.addressed(settings.parameters()));
    Stack stack = template.resolve(settings.parameters(), addresses);
    LocalDynamo dynamo = parts.add(LocalDynamo.start(folder("dynamodb"), port(3)));
    dynamo.create(stack.tables());
    List<FunctionDefinition> definitions =
        stack.functions().stream().map(it -> definition(it, dynamo)).toList();
    Invoker functions =
        settings.isolated()
            ? parts.add(IsolatedFunctions.start(definitions, settings.log()))
            : parts.add(FunctionRunner.start(definitions, settings.clock(), settings.log()));
    serve(stack, functions);
    return new Running(stack.outputs(), functions, issuer, dynamo, parts);
  }

  private Optional<Path> folder(String name) {
    return settings.data().map(it -> it.resolve(name));
  }

  private int port(int offset) {
    return settings.firstPort() == 0 ? 0 : settings.firstPort() + offset;
  }

  private Addresses bind(Template.Addressed addressed) {
    Addresses addresses = Addresses.none();
    // Four ports have their places; what a template has more of comes after them.
    int next = 4;
    for (String id : addressed.httpApis()) {
      HttpApi api = parts.add(HttpApi.listen(HOST, port(httpApis.isEmpty() ? 0 : next++)));
      httpApis.put(id, api);
      addresses.api(id, HOST, api.port());
    }
    for (String id : addressed.socketApis()) {
      SocketApi api = parts.add(SocketApi.listen(HOST, port(socketApis.isEmpty() ? 1 : next++)));
      socketApis.put(id, api);
      addresses.api(id, HOST, api.port());
    }
    for (String id : addressed.pools().stream().limit(1).toList()) {
      TokenIssuer bound = parts.add(TokenIssuer.listen(HOST, port(2)));
      issuer = Optional.of(bound);
      addresses.pool(id, HOST, bound.port());
    }
    return addresses;
  }

  private Consumer<String> log(String api) {
    return line -> settings.log().log(api, "-", line);
  }

  private static FunctionDefinition definition(FunctionResource it, LocalDynamo dynamo) {
    Map<String, String> environment = new LinkedHashMap<>(it.environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString());
    environment.putAll(Credentials.variables());
    return new FunctionDefinition(
        it.id(),
        it.name(),
        it.arn(),
        it.handler(),
        it.code(),
        it.timeout(),
        it.memoryMegabytes(),
        environment);
  }

  private void serve(Stack stack, Invoker functions) {
    for (UserPoolResource pool : stack.userPools()) {
      issuer.ifPresent(
          it -> it.serve(pool.poolId(), pool.clientIds(), settings.data(), settings.clock()));
    }
    for (HttpApiResource api : stack.httpApis()) {
      HttpApi served = httpApis.get(api.apiId());
      served.serve(Definitions.of(api), functions, settings.clock(), log(api.id()));
      parts.closeFirst(served);
    }
    for (SocketApiResource api : stack.socketApis()) {
      SocketApi served = socketApis.get(api.apiId());
      settings.jitter().ifPresent(served::jitter);
      served.serve(Definitions.of(api), functions, settings.clock(), log(api.id()));
      // While it closes its sockets, $disconnect still needs functions and tables.
      parts.closeFirst(served);
    }
  }
}
