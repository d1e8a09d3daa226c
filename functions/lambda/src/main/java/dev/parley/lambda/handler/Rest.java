package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Membership;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.util.Map;
import java.util.Set;

/** Answers the routes of one function; whatever goes wrong becomes an answer with a stable code. */
final class Rest {
  /** Reads everything a call says, before anything is looked up. */
  interface Route {
    Action read(Call call);
  }

  /** What a call, once read, does for a member of the workspace it is for. */
  interface Action {
    APIGatewayV2HTTPResponse answer(Membership me);
  }

  private final Directory directory;
  private final Map<String, Route> routes;

  /**
   * @param routes by route key, as the template's events have it
   */
  Rest(Directory directory, Map<String, Route> routes) {
    this.directory = directory;
    this.routes = Map.copyOf(routes);
  }

  /** The route keys answered here. */
  Set<String> keys() {
    return routes.keySet();
  }

  APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
    Call call = new Call(event);
    Log log = new Log(context, call.route());
    Route route = routes.get(call.route());
    if (route == null) {
      log.noSuchRoute();
      return Answers.problem(Refused.of(Code.NOT_FOUND, "There is no such call here."));
    }
    try {
      String workspace = call.workspace();
      String person = call.person();
      Action action = route.read(call);
      APIGatewayV2HTTPResponse answer = action.answer(Membership.of(directory, workspace, person));
      log.done(Integer.toString(answer.getStatusCode()));
      return answer;
    } catch (RuntimeException e) {
      return Answers.problem(log.failed(e));
    }
  }
}
