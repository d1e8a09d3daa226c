package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.bootstrap.Webhooks;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.ProviderCall;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** The provider tells what has come of payments. Nobody is logged in here: calls are signed. */
public final class PaymentWebhook
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /** What a call is answered, and what the log says of it. */
  private record Taken(APIGatewayV2HTTPResponse answer, String outcome) {}

  /** Takes a call of a route in. */
  private interface Route {
    Taken take(ProviderCall call);
  }

  private final Webhooks webhooks;
  private final Map<String, Route> routes =
      Map.of(
          "POST /webhooks/payments/{workspace}", this::told,
          "GET /webhooks/unitpay/{workspace}", this::notified);

  public PaymentWebhook() {
    this(App.live());
  }

  public PaymentWebhook(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private PaymentWebhook(App app) {
    webhooks = app.webhooks();
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return routes.keySet();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    ProviderCall call = new ProviderCall(event);
    Log log = new Log(context, call.route());
    Route route = routes.get(call.route());
    if (route == null) {
      log.noSuchRoute();
      return Answers.problem(Refused.of(Code.NOT_FOUND, "There is no such call here."));
    }
    try {
      Taken taken = route.take(call);
      log.done(taken.outcome());
      return taken.answer();
    } catch (RuntimeException e) {
      return Answers.problem(log.failed(e));
    }
  }

  private Taken told(ProviderCall call) {
    String type = webhooks.told(call.workspace(), call.headers(), call.body());
    return new Taken(ProviderCall.taken(), type);
  }

  private Taken notified(ProviderCall call) {
    String answer = webhooks.notified(call.workspace(), call.query());
    return new Taken(ProviderCall.answered(answer), "answered");
  }
}
