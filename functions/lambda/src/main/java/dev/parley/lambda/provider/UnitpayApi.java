package dev.parley.lambda.provider;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Unitpay's API: every method is a GET of {@code /api}, and answers {@code result} or {@code error}
 * (help.unitpay.ru).
 */
final class UnitpayApi {
  private static final String NOT_OURS = "-32000";
  private static final String BROKEN = "-32603";

  private final Http http;
  private final URI endpoint;

  UnitpayApi(Http http, URI endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /** What a method has answered. */
  sealed interface Answer {
    /** It is done, or it is so. */
    record Result(Reply value) implements Answer {}

    /**
     * It is not done.
     *
     * @param code why; some methods do not say
     */
    record Failure(Optional<String> code) implements Answer {}
  }

  Answer call(String method, Map<String, String> parameters) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("method", method);
    parameters.forEach((name, value) -> query.put("params[" + name + "]", value));
    Reply reply = Reply.of(http.get(Forms.address(endpoint, "/api", query), Map.of()).body());
    return reply.has("error")
        ? failure(reply.object("error").optionalText("code"))
        : new Answer.Result(reply.object("result"));
  }

  private static Answer failure(Optional<String> code) {
    return switch (code.orElse("")) {
      case NOT_OURS -> throw new Unavailable("the provider does not take our keys");
      case BROKEN -> throw new Ambiguous("the provider is broken: " + BROKEN, null);
      default -> new Answer.Failure(code);
    };
  }
}
