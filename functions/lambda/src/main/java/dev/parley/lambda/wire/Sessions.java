package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.parley.core.conversation.Session;
import dev.parley.core.workspace.Ticket;
import java.util.Map;

/**
 * Carries who is on a socket from the authorizer to every later event. The gateway keeps it for the
 * life of the socket and hands every value back as text.
 */
public final class Sessions {
  private Sessions() {}

  /** The authorizer's context: scalars, at most 8 KB. */
  public static Map<String, Object> context(Ticket ticket) {
    return Map.of(
        "workspace", ticket.workspace(),
        "person", ticket.person(),
        "epoch", Long.toString(ticket.epoch()));
  }

  /** The session a gateway's event belongs to. */
  public static Session of(APIGatewayV2WebSocketEvent event) {
    if (!(event.getRequestContext().getAuthorizer() instanceof Map<?, ?> context)) {
      throw new IllegalStateException("the gateway gave no authorizer context");
    }
    return new Session(
        value(context, "workspace"),
        value(context, "person"),
        Long.parseLong(value(context, "epoch")),
        event.getRequestContext().getConnectionId());
  }

  private static String value(Map<?, ?> context, String name) {
    Object value = context.get(name);
    if (value == null) {
      throw new IllegalStateException("the authorizer context lacks " + name);
    }
    return value.toString();
  }
}
