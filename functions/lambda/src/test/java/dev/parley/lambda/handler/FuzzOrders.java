package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.parley.core.consultation.ConsultationId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** For every command a consultation of a stage's workspace to which it may just be given. */
final class FuzzOrders {
  /** What leads to where a command may be given. */
  private static final Map<String, String> WAYS =
      Map.ofEntries(
          Map.entry("show", ""),
          Map.entry("offer", ""),
          Map.entry("decline", ""),
          Map.entry("cancel", ""),
          Map.entry("revise", "offer"),
          Map.entry("agree", "offer"),
          Map.entry("pay", "offer agree"),
          Map.entry("close", "credit offer agree pay"),
          Map.entry("accept", "credit offer agree pay close"),
          Map.entry("claim", "credit offer agree pay close"),
          Map.entry("withdraw", "credit offer agree pay close claim"),
          Map.entry("concede", "credit offer agree pay close claim"),
          Map.entry("resolve", "credit offer agree pay close claim"),
          Map.entry("refund", "credit offer agree pay close accept"));

  private static final String KEY = "request-1";

  private final Handlers handlers;
  private final UnaryOperator<String> here;
  private final Map<String, String> ids;

  /**
   * @param here makes a recorded event one of the stage's workspace
   * @param isRich whether there is money for what is left to be paid and given back
   */
  FuzzOrders(Handlers handlers, UnaryOperator<String> here, String workspace, boolean isRich) {
    this.handlers = handlers;
    this.here = here;
    this.ids =
        WAYS.keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> prepared(workspace, name)));
    if (isRich) {
      play("wallet-credit", "credit-1", "credit-of-pay");
      play("wallet-fund", "fund-01", "fund-of-refund");
    }
  }

  private String prepared(String workspace, String command) {
    String key = "request-" + command;
    String id = ConsultationId.requested(workspace, "vera-orlova", key).value();
    play("consultations-request", KEY, key);
    for (String step : WAYS.get(command).split(" ")) {
      if (step.equals("credit")) {
        // As much as the recorded offer costs.
        play("wallet-credit", "credit-1", "credit-" + command, "500000", "250000");
      } else if (!step.isEmpty()) {
        play("consultations-" + step, recorded(), id);
      }
    }
    return id;
  }

  private void play(String event, String... replaced) {
    String json = here.apply(handlers.recorded().get(event));
    for (int i = 0; i < replaced.length; i += 2) {
      json = json.replace(replaced[i], replaced[i + 1]);
    }
    APIGatewayV2HTTPEvent call = Handlers.read(json, APIGatewayV2HTTPEvent.class);
    int status =
        handlers
            .rest(call.getRouteKey())
            .handleRequest(call, new LoggedInvocation())
            .getStatusCode();
    if (status != 200 && status != 201) {
      throw new IllegalStateException(event + " ended with " + status);
    }
  }

  /** The consultation of the recorded events. */
  private static String recorded() {
    return ConsultationId.requested("legal-portal", "vera-orlova", KEY).value();
  }

  /** An event as if it was about the consultation to which its command may be given. */
  String about(String event, String name) {
    String command = name.substring(name.indexOf('-') + 1);
    return event.replace(recorded(), ids.getOrDefault(command, ids.get("show")));
  }

  List<String> known() {
    return List.copyOf(ids.values());
  }
}
