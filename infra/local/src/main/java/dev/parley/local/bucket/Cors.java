package dev.parley.local.bucket;

import dev.parley.local.endpoint.Call;
import dev.parley.local.endpoint.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers browsers' preflights, and adds to answers what lets scripts read them. */
final class Cors {
  private static final String ASKED_METHOD = "Access-Control-Request-Method";
  private static final String ASKED_HEADERS = "Access-Control-Request-Headers";

  private Cors() {}

  static Reply preflight(Bucket bucket, Call call) throws Refusal {
    Optional<String> origin = call.header("Origin");
    if (origin.isEmpty()) {
      throw new Refusal(
          400, "BadRequest", "Insufficient information. Origin request header needed.");
    }
    String method = call.header(ASKED_METHOD).orElse("null");
    if (!List.of("GET", "PUT", "POST", "DELETE", "HEAD").contains(method)) {
      throw new Refusal(400, "BadRequest", "Invalid " + ASKED_METHOD + ": " + method);
    }
    List<String> asked = headers(call);
    List<CorsRule> rules = bucket.definition().cors();
    CorsRule rule =
        rules.stream()
            .filter(it -> it.allows(origin.get(), method, asked))
            .findFirst()
            .orElseThrow(() -> forbidden(rules, call, method));
    Reply reply = allowed(Reply.empty(200), rule, origin.get());
    return asked.isEmpty()
        ? reply
        : reply.with("Access-Control-Allow-Headers", String.join(", ", asked));
  }

  /** For the answer to the request itself, be it good or an error. */
  static Reply on(Reply reply, Optional<Bucket> bucket, Call call) {
    Optional<String> origin = call.header("Origin");
    if (origin.isEmpty() || bucket.isEmpty() || call.method().equals("OPTIONS")) {
      return reply;
    }
    return bucket.get().definition().cors().stream()
        .filter(it -> it.allows(origin.get(), call.method(), List.of()))
        .findFirst()
        .map(rule -> allowed(reply, rule, origin.get()))
        .orElse(reply);
  }

  private static Reply allowed(Reply reply, CorsRule rule, String origin) {
    boolean anybody = rule.origins().contains("*");
    Reply more =
        reply
            .with("Access-Control-Allow-Origin", anybody ? "*" : origin)
            .with("Access-Control-Allow-Methods", String.join(", ", rule.methods()))
            .with("Vary", "Origin, " + ASKED_HEADERS + ", " + ASKED_METHOD);
    if (!anybody) {
      more = more.with("Access-Control-Allow-Credentials", "true");
    }
    if (!rule.exposed().isEmpty()) {
      more = more.with("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
    }
    return rule.maxAgeSeconds().isEmpty()
        ? more
        : more.with("Access-Control-Max-Age", rule.maxAgeSeconds().get().toString());
  }

  private static Refusal forbidden(List<CorsRule> rules, Call call, String method) {
    String message =
        rules.isEmpty()
            ? "CORSResponse: CORS is not enabled for this bucket."
            // The misspelling is S3's own.
            : "CORSResponse: This CORS request is not allowed. This is usually because the"
                + " evalution of Origin, request method / Access-Control-Request-Method or"
                + " Access-Control-Request-Headers are not whitelisted by the resource's CORS"
                + " spec.";
    return new Refusal(403, "AccessForbidden", message)
        .with("Method", method)
        .with("ResourceType", call.segments().size() > 1 ? "OBJECT" : "BUCKET");
  }

  private static List<String> headers(Call call) {
    return Arrays.stream(call.header(ASKED_HEADERS).orElse("").split(","))
        .map(it -> it.strip().toLowerCase(Locale.ROOT))
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
