package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentLists;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.PaymentAnswers;
import dev.parley.lambda.wire.PaymentCall;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Opens pages on which people pay into their wallets, and shows what has come of them. */
public final class TopUps
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.payment.TopUps topUps;
  private final PaymentLists lists;
  private final Rest rest;

  public TopUps() {
    this(App.live());
  }

  public TopUps(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private TopUps(App app) {
    topUps = app.topUps();
    lists = app.payments();
    rest =
        new Rest(
            app.directory(),
            Map.of("POST /top-ups", this::create, "GET /top-ups/{topUpId}", this::show));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action create(Call call) {
    PaymentCall.TopUp it = new PaymentCall(call.noQuery()).topUp();
    return me -> PaymentAnswers.asked(topUps.create(me, it.key(), it.amount(), it.completes()));
  }

  private Rest.Action show(Call call) {
    PaymentId id = new PaymentCall(call.noQuery()).payment();
    return me -> PaymentAnswers.shown(lists.topUp(me, id));
  }
}
