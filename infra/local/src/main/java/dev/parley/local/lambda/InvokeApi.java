package dev.parley.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import dev.parley.local.endpoint.Service;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.Trace;
import dev.parley.local.json.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lambda's API as far as it invokes functions and tells which there are. */
public final class InvokeApi implements Service {
  /** The longest payload of a caller that waits, in bytes. */
  public static final int LONGEST_PAYLOAD = 6 * 1024 * 1024;

  private static final String API = "2015-03-31";

  private final List<FunctionDefinition> functions;
  private final CountingInvoker invoker;
  private final AsynchronousInvocations asynchronous;
  private final FunctionLogs logs;

  public InvokeApi(
      List<FunctionDefinition> functions,
      CountingInvoker invoker,
      AsynchronousInvocations asynchronous,
      FunctionLogs logs) {
    this.functions = List.copyOf(functions);
    this.invoker = invoker;
    this.asynchronous = asynchronous;
    this.logs = logs;
  }

  @Override
  public Reply answer(Call call) {
    try {
      return route(call);
    } catch (LambdaException e) {
      ObjectNode body = Json.object().put("Type", e.status() < 500 ? "User" : "Service");
      boolean capital =
          e.type().equals("ResourceNotFoundException") || e.type().equals("ServiceException");
      body.put(capital ? "Message" : "message", e.getMessage());
      return json(e.status(), Json.bytes(body), UUID.randomUUID().toString())
          .with("x-amzn-ErrorType", e.type());
    }
  }

  private Reply route(Call call) {
    List<String> path = call.segments();
    if (path.size() > 2 && path.getLast().isEmpty()) {
      path = path.subList(0, path.size() - 1);
    }
    if (path.size() < 2 || !path.get(0).equals(API) || !path.get(1).equals("functions")) {
      throw unknown(call);
    }
    String route =
        String.join(
            " ",
            call.method(),
            path.size() > 2 ? "function" : "functions",
            path.size() > 3 ? String.join("/", path.subList(3, path.size())) : "");
    return switch (route.strip()) {
      case "GET functions" -> described(Descriptions.list(functions));
      case "GET function" -> {
        Named named = named(path.get(2), call);
        yield described(Descriptions.function(named.function(), named.executed()));
      }
      case "GET function configuration" -> {
        Named named = named(path.get(2), call);
        yield described(Descriptions.configuration(named.function(), named.executed()));
      }
      case "POST function invocations" -> invoke(named(path.get(2), call), call);
      default -> throw unknown(call);
    };
  }

  private static Reply described(ObjectNode body) {
    return json(200, Json.bytes(body), UUID.randomUUID().toString());
  }

  private static LambdaException unknown(Call call) {
    return new LambdaException(
        404,
        "UnknownOperationException",
        call.method() + " " + call.rawPath() + " is no operation that is served here");
  }

  /**
   * The function that a caller means.
   *
   * @param executed the version that AWS would run
   */
  private record Named(FunctionDefinition function, String executed) {}

  private Named named(String text, Call call) {
    FunctionName name =
        FunctionName.read(text, call.parameter("Qualifier").filter(it -> !it.isEmpty()));
    return functions.stream()
        .filter(name::means)
        .findFirst()
        .map(it -> new Named(it, name.executed(it)))
        .orElseThrow(() -> name.notFound(functions));
  }

  private Reply invoke(Named named, Call call) {
    if (call.body().length > LONGEST_PAYLOAD) {
      throw new LambdaException(
          413,
          "RequestTooLargeException",
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(LONGEST_PAYLOAD));
    }
    Optional<Trace> chain = call.traceHeader().flatMap(Trace::parse);
    String type = call.header("X-Amz-Invocation-Type").orElse("RequestResponse");
    return switch (type) {
      case "RequestResponse" -> answered(named, call, chain);
      case "Event" -> {
        String id = asynchronous.accept(named.function().id(), call.body(), chain);
        yield empty(202, id);
      }
      case "DryRun" -> empty(204, UUID.randomUUID().toString());
      default ->
          throw new LambdaException(
              400,
              "ValidationException",
              "1 validation error detected: Value '%s' at 'invocationType' failed to satisfy"
                      .formatted(type)
                  + " constraint: Member must satisfy enum value set:"
                  + " [Event, RequestResponse, DryRun]");
    };
  }

  private Reply answered(Named named, Call call, Optional<Trace> chain) {
    String function = named.function().id();
    byte[] payload = Payload.of(call.body());
    if (chain.isPresent() && !invoker.admits(function, chain.get())) {
      throw new LambdaException(
          400,
          "RecursiveInvocationException",
          "Lambda has detected %s in a recursive loop".formatted(named.function().name()));
    }
    String id = UUID.randomUUID().toString();
    boolean tailed = call.header("X-Amz-Log-Type").filter("Tail"::equals).isPresent();
    Answer answer;
    Optional<String> log;
    try (FunctionLogs.Tail tail = logs.follow(function)) {
      long ticket = invoker.ticket(function);
      answer = invoker.invoke(function, payload, chain);
      // What a function logs names no caller: the lines are this one's only if nobody else was.
      log =
          tailed && invoker.wasAlone(function, ticket)
              ? Optional.of(Base64.getEncoder().encodeToString(tail.bytes()))
              : Optional.empty();
    }
    Outcome outcome = Outcome.of(answer, id);
    Reply reply = json(200, outcome.payload(), id).with("X-Amz-Executed-Version", named.executed());
    if (outcome.error()) {
      reply = reply.with("X-Amz-Function-Error", "Unhandled");
    }
    return log.isPresent() ? reply.with("X-Amz-Log-Result", log.get()) : reply;
  }

  private static Reply empty(int status, String requestId) {
    return Reply.empty(status).with("x-amzn-RequestId", requestId);
  }

  private static Reply json(int status, byte[] body, String requestId) {
    return new Reply(
        status, Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId), body);
  }
}
