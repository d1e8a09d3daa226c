package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Session;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Incoming;
import dev.parley.lambda.wire.Sessions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/** A client sent a frame. */
public final class Message
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final App app;

  public Message() {
    app = App.live();
  }

  public Message(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    Session session = Sessions.of(event);
    String frame = Objects.requireNonNullElse(event.getBody(), "");
    return new Socket(app.socket(), context)
        .answer(
            session,
            () -> Incoming.requestId(frame),
            () -> handle(session, Incoming.read(session.workspace(), frame)));
  }

  private Audience.Delivered handle(Session session, Incoming frame) {
    return frame.isErrand()
        ? app.errands().run(session, frame.requestId(), frame.errand())
        : app.socket().handle(session, frame.command());
  }
}
