package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.consultation.EvidenceRequests;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.EvidenceAnswers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Lets arbiters have evidence gathered, and tells where it is downloaded. */
public final class Evidence
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final EvidenceRequests requests;
  private final Rest rest;

  public Evidence() {
    this(App.live());
  }

  public Evidence(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Evidence(App app) {
    requests = app.evidenceRequests();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /consultations/{consultationId}/evidence", this::ask,
                "GET /consultations/{consultationId}/evidence/{jobId}", this::link));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action ask(Call call) {
    ConsultationId id = call.noQuery().noBody().consultation();
    String key = call.key();
    return me -> EvidenceAnswers.asked(requests.ask(me, id, key));
  }

  private Rest.Action link(Call call) {
    EvidenceJob job = call.noQuery().evidence();
    return me -> EvidenceAnswers.link(requests.link(me, job));
  }
}
