package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Errand;
import dev.parley.core.consultation.Errands;
import dev.parley.core.payment.Checkout;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.Ordered;
import dev.parley.lambda.wire.OrdersQuery;
import dev.parley.lambda.wire.PaymentCall;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Requests, lists, shows and changes consultations. */
public final class Consultations
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.consultation.Consultations consultations;
  private final Errands errands;
  private final Supplier<Checkout> checkout;
  private final Rest rest;

  public Consultations() {
    this(App.live());
  }

  public Consultations(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Consultations(App app) {
    consultations = app.consultations();
    errands = app.errands();
    checkout = app::checkout;
    rest =
        new Rest(
            app.directory(),
            Map.ofEntries(
                Map.entry("POST /consultations", this::run),
                Map.entry("GET /consultations", this::list),
                Map.entry("GET /consultations/{consultationId}", this::show),
                Map.entry("POST /consultations/{consultationId}/offer", this::run),
                Map.entry("POST /consultations/{consultationId}/revise", this::run),
                Map.entry("POST /consultations/{consultationId}/decline", this::run),
                Map.entry("POST /consultations/{consultationId}/agree", this::run),
                Map.entry("POST /consultations/{consultationId}/cancel", this::run),
                Map.entry("POST /consultations/{consultationId}/pay", this::pay),
                Map.entry("POST /consultations/{consultationId}/close", this::run),
                Map.entry("POST /consultations/{consultationId}/accept", this::run),
                Map.entry("POST /consultations/{consultationId}/claim", this::run),
                Map.entry("POST /consultations/{consultationId}/withdraw", this::run),
                Map.entry("POST /consultations/{consultationId}/concede", this::run),
                Map.entry("POST /consultations/{consultationId}/resolve", this::run),
                Map.entry("POST /consultations/{consultationId}/refund", this::run),
                Map.entry("GET /claims", this::claims)));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action run(Call call) {
    Errand errand = call.noQuery().errand();
    return me -> Ordered.receipt(errand, errands.run(me, errand));
  }

  /** Only a payment that may need a top-up loads what makes one. */
  private Rest.Action pay(Call call) {
    PaymentCall.Paid it = new PaymentCall(call.noQuery()).paid();
    return me ->
        Ordered.receipt(
            it.errand(),
            it.topsUp() ? checkout.get().pay(me, it.errand()) : errands.run(me, it.errand()));
  }

  private Rest.Action list(Call call) {
    OrdersQuery<ConsultationId> it = call.consultations();
    return me -> Ordered.listed(consultations.live(me, it.after(), it.limit()));
  }

  private Rest.Action show(Call call) {
    ConsultationId id = call.noQuery().consultation();
    return me -> Ordered.shown(consultations.show(me, id));
  }

  private Rest.Action claims(Call call) {
    OrdersQuery<Claimed> it = call.claims();
    return me -> Ordered.claims(consultations.claims(me, it.after(), it.limit()));
  }
}
