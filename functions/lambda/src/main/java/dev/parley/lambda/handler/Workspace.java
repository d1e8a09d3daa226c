package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Who am I in this workspace, and a ticket for a socket. */
public final class Workspace
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final App app;
  private final Rest rest;

  public Workspace() {
    this(App.live());
  }

  public Workspace(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Workspace(App app) {
    this.app = app;
    this.rest =
        new Rest(
            app.directory(), Map.of("GET /me", this::me, "POST /socket-tickets", this::ticket));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action me(Call call) {
    call.noQuery();
    return me -> Answers.me(me, me.channels(app.directory()));
  }

  private Rest.Action ticket(Call call) {
    call.noQuery().noBody();
    return me -> Answers.ticket(app.tickets().issue(me.workspace(), me.member()), app.socketUrl());
  }
}
