package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.ledger.Wallets;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.Deposit;
import dev.parley.lambda.wire.PaymentCall;
import dev.parley.lambda.wire.Purse;
import dev.parley.lambda.wire.StatementQuery;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** What the caller has, and what accountants put in. */
public final class Wallet
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Wallets wallets;
  private final dev.parley.core.consultation.Consultations consultations;
  private final Rest rest;

  public Wallet() {
    this(App.live());
  }

  public Wallet(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Wallet(App app) {
    wallets = app.wallets();
    consultations = app.consultations();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "GET /wallet", this::show,
                "GET /wallet/statement", this::statement,
                "POST /members/{person}/credit", this::credit,
                "POST /reserve/fund", this::fund));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action show(Call call) {
    call.noQuery();
    return me -> Purse.shown(wallets.show(me), consultations.held(me));
  }

  private Rest.Action statement(Call call) {
    StatementQuery it = call.statement();
    return me -> Purse.statement(wallets.statement(me, it.account(), it.after(), it.limit()));
  }

  private Rest.Action credit(Call call) {
    String person = call.noQuery().member();
    Deposit it = new PaymentCall(call).deposit();
    return me -> Purse.receipt(wallets.credit(me, person, it.amount(), it.reason(), it.key()));
  }

  private Rest.Action fund(Call call) {
    Deposit it = new PaymentCall(call.noQuery()).deposit();
    return me -> Purse.receipt(wallets.fund(me, it.amount(), it.reason(), it.key()));
  }
}
