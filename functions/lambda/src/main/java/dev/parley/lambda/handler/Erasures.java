package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.Erasing;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Erases what a person has written. */
public final class Erasures
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.conversation.Erasures erasures;
  private final Rest rest;

  public Erasures() {
    this(App.live());
  }

  public Erasures(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Erasures(App app) {
    erasures = app.erasures();
    rest = new Rest(app.directory(), Map.of("POST /members/{person}/erase", this::erase));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action erase(Call call) {
    String person = call.noQuery().member();
    Erasing wish = call.erasing();
    return me -> Answers.erased(erasures.erase(me, person, wish));
  }
}
