package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.failure.Refused;
import dev.parley.lambda.wire.Frames;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs what a frame asks for; whatever goes wrong becomes an error frame with a stable code. */
final class Socket {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;

  private final SocketCommands commands;
  private final Log log;

  Socket(SocketCommands commands, Context context) {
    this.commands = commands;
    this.log = new Log(context, "frame");
  }

  /**
   * @param requestId of the frame; asked for only when an error must name it
   */
  APIGatewayV2WebSocketResponse answer(
      Session session, Supplier<Optional<String>> requestId, Supplier<Audience.Delivered> command) {
    try {
      log.delivered(command.get());
    } catch (RuntimeException e) {
      Refused refused = log.failed(e);
      commands.tell(session, Frames.problem(requestId.get(), refused));
    }
    return status(OK);
  }

  static APIGatewayV2WebSocketResponse accepted(boolean accepted) {
    return status(accepted ? OK : FORBIDDEN);
  }

  private static APIGatewayV2WebSocketResponse status(int code) {
    APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
    response.setStatusCode(code);
    return response;
  }
}
