package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Sessions;
import java.time.InstantSource;
import java.util.Map;

/** A socket is being opened: the gateway waits for this answer before it lets the client in. */
public final class Connect
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final App app;

  public Connect() {
    app = App.live();
  }

  public Connect(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    boolean accepted = app.socket().opened(Sessions.of(event));
    new Log(context, "connect").done(accepted ? "ok" : "revoked");
    return Socket.accepted(accepted);
  }
}
