package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentLists;
import dev.parley.core.payment.Strays;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.PaymentAnswers;
import dev.parley.lambda.wire.PaymentCall;
import dev.parley.lambda.wire.Places;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Withdraws, lists what comes in and leaves, and takes the decisions of accountants. */
public final class Withdrawals
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.payment.Withdrawals withdrawals;
  private final Strays strays;
  private final PaymentLists lists;
  private final Rest rest;

  public Withdrawals() {
    this(App.live());
  }

  public Withdrawals(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Withdrawals(App app) {
    withdrawals = app.withdrawals();
    strays = app.strays();
    lists = app.payments();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /withdrawals", this::withdraw,
                "GET /withdrawals/{withdrawalId}", this::show,
                "POST /withdrawals/{withdrawalId}/cancel", this::cancel,
                "POST /withdrawals/{withdrawalId}/approve", this::approve,
                "POST /withdrawals/{withdrawalId}/reject", this::reject,
                "POST /unmatched/{paymentId}/assign", this::assign,
                "POST /unmatched/{paymentId}/give-back", this::giveBack,
                "GET /payments", this::mine,
                "GET /payments/desk", this::desk));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action withdraw(Call call) {
    PaymentCall.Withdrawal it = new PaymentCall(call.noQuery()).withdrawal();
    return me -> PaymentAnswers.begun(withdrawals.create(me, it.key(), it.amount(), it.where()));
  }

  private Rest.Action show(Call call) {
    PaymentId id = new PaymentCall(call.noQuery()).payment();
    return me -> PaymentAnswers.shown(lists.withdrawal(me, id));
  }

  private Rest.Action cancel(Call call) {
    PaymentId id = new PaymentCall(call.noQuery().noBody()).payment();
    String key = call.key();
    return me -> PaymentAnswers.receipt(withdrawals.cancel(me, id, key));
  }

  private Rest.Action approve(Call call) {
    PaymentId id = new PaymentCall(call.noQuery().noBody()).payment();
    String key = call.key();
    return me -> PaymentAnswers.receipt(withdrawals.approve(me, id, key));
  }

  private Rest.Action reject(Call call) {
    PaymentCall said = new PaymentCall(call.noQuery());
    PaymentId id = said.payment();
    PaymentCall.Reasoned it = said.reasoned();
    return me -> PaymentAnswers.receipt(withdrawals.reject(me, id, it.key(), it.reason()));
  }

  private Rest.Action assign(Call call) {
    PaymentCall said = new PaymentCall(call.noQuery());
    PaymentId id = said.payment();
    PaymentCall.Assigned it = said.assigned();
    return me -> PaymentAnswers.receipt(strays.assign(me, id, it.key(), it.person(), it.reason()));
  }

  private Rest.Action giveBack(Call call) {
    PaymentCall said = new PaymentCall(call.noQuery());
    PaymentId id = said.payment();
    PaymentCall.Reasoned it = said.reasoned();
    return me -> PaymentAnswers.receipt(strays.giveBack(me, id, it.key(), it.reason()));
  }

  private Rest.Action mine(Call call) {
    Places it = new PaymentCall(call).mine();
    return me -> PaymentAnswers.listed(lists.mine(me, it.from(), it.limit()));
  }

  private Rest.Action desk(Call call) {
    PaymentCall.Desks it = new PaymentCall(call).desk();
    Places places = it.places();
    return me -> PaymentAnswers.listed(lists.desk(me, it.desk(), places.from(), places.limit()));
  }
}
