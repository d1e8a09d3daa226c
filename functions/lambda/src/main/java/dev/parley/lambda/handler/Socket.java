package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
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
    } catch (Refused e) {
      log.done(e.code().text());
      tell(session, requestId.get(), e);
    } catch (Unavailable | Ambiguous e) {
      log.unavailable(e);
      String advice = "Try again in a moment; trying again is safe.";
      tell(session, requestId.get(), Refused.of(Code.BUSY, advice));
    } catch (RuntimeException e) {
      log.defect(e);
      tell(session, requestId.get(), Refused.of(Code.INTERNAL, "Something broke here."));
    }
    return status(OK);
  }

  private void tell(Session session, Optional<String> requestId, Refused refused) {
    commands.tell(session, Frames.problem(requestId, refused));
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
