package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.finance.NightReports;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.NightAnswers;
import dev.parley.lambda.wire.NightCall;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** Shows accountants what a night has found, and where its files are downloaded. */
public final class FinanceReports
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final NightReports reports;
  private final Rest rest;

  public FinanceReports() {
    this(App.live());
  }

  public FinanceReports(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private FinanceReports(App app) {
    reports = app.nightReports();
    rest = new Rest(app.directory(), Map.of("GET /reports/{date}", this::show));
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
    LocalDate date = NightCall.date(call.noQuery());
    return me -> NightAnswers.shown(reports.show(me, date));
  }
}
