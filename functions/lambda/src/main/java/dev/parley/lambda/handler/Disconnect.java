package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Sessions;
import java.time.InstantSource;
import java.util.Map;

/** A socket is gone. The gateway does not promise to say so; whoever misses it cleans up later. */
public final class Disconnect
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final App app;

  public Disconnect() {
    app = App.live();
  }

  public Disconnect(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    app.socket().closed(Sessions.of(event));
    new Log(context, "disconnect").done("ok");
    return Socket.accepted(true);
  }
}
