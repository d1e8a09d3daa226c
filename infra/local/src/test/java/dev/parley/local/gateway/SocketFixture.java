package dev.parley.local.gateway;

import dev.parley.local.signature.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A WebSocket API whose functions a test scripts. */
final class SocketFixture implements AutoCloseable {
  static final Map<String, String> ROUTES =
      Map.of(
          "$connect", "Connect", "$disconnect", "Disconnect", "$default", "Other", "talk", "Talk");
  static final SocketApi.Authorizer TICKET =
      new SocketApi.Authorizer("Authorize", List.of("route.request.querystring.ticket"));

  final ScriptedInvoker functions = new ScriptedInvoker();
  final Queue<String> log = new ConcurrentLinkedQueue<>();
  final TestClock clock = new TestClock();
  final SocketApi api = SocketApi.listen("127.0.0.1", 0);

  static SocketFixture open() {
    return with(ROUTES, Optional.empty(), SocketLimits.AWS);
  }

  static SocketFixture authorized() {
    return with(ROUTES, Optional.of(TICKET), SocketLimits.AWS);
  }

  static SocketFixture with(
      Map<String, String> routes, Optional<SocketApi.Authorizer> authorizer, SocketLimits limits) {
    return serve(routes, Set.of(), authorizer, limits, Jitter.NONE, Account.Quotas.AWS);
  }

  /** With routes that send their answer back. */
  static SocketFixture answering(String... routes) {
    return serve(
        ROUTES,
        Set.of(routes),
        Optional.empty(),
        SocketLimits.AWS,
        Jitter.NONE,
        Account.Quotas.AWS);
  }

  static SocketFixture jittering(Jitter jitter) {
    return serve(ROUTES, Set.of(), Optional.empty(), SocketLimits.AWS, jitter, Account.Quotas.AWS);
  }

  /** In an account with these quotas. */
  static SocketFixture within(Account.Quotas quotas) {
    return serve(ROUTES, Set.of(), Optional.empty(), SocketLimits.AWS, Jitter.NONE, quotas);
  }

  /** With a stage that throttles its routes. */
  static SocketFixture throttling(Throttling throttling) {
    SocketFixture fixture = new SocketFixture();
    fixture.serve(throttling);
    return fixture;
  }

  private static SocketFixture serve(
      Map<String, String> routes,
      Set<String> answering,
      Optional<SocketApi.Authorizer> authorizer,
      SocketLimits limits,
      Jitter jitter,
      Account.Quotas quotas) {
    SocketFixture fixture = new SocketFixture();
    fixture.api.jitter(jitter);
    SocketApi.Definition definition =
        new SocketApi.Definition(
            "a1b2c3",
            "live",
            "$request.body.action",
            routes,
            answering,
            authorizer,
            "eu-central-1",
            "123456789012");
    Account account = Account.of(Keys.LOCAL, quotas, fixture.clock);
    fixture.api.serve(
        definition, fixture.functions, fixture.clock, fixture.log::add, account, limits);
    return fixture;
  }

  private void serve(Throttling throttling) {
    SocketApi.Definition definition =
        new SocketApi.Definition(
            "a1b2c3",
            "live",
            "$request.body.action",
            ROUTES,
            Set.of(),
            Optional.empty(),
            throttling,
            "eu-central-1",
            "123456789012");
    api.serve(definition, functions, clock, log::add);
  }

  int port() {
    return api.port();
  }

  Client connect() {
    return Client.open(port(), "/live");
  }

  /** The status that answers an upgrade at this path. */
  RawSocket.Answer upgrade(String path) throws java.io.IOException {
    return upgrade(path, "");
  }

  RawSocket.Answer upgrade(String path, String headers) throws java.io.IOException {
    try (RawSocket raw = new RawSocket(port())) {
      raw.requestUpgrade(path, headers);
      return raw.readAnswer();
    }
  }

  static String policy(String effect, String resource, String context) {
    return """
    {"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":[
    {"Action":"execute-api:Invoke","Effect":"%s","Resource":"%s"}]},"context":%s}\
    """
        .formatted(effect, resource, context);
  }

  @Override
  public void close() {
    api.close();
  }
}
