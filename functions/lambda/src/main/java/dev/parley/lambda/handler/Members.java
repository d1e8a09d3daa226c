package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.workspace.MemberChange;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Changes who may do what in a workspace. */
public final class Members
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.conversation.Members members;
  private final Rest rest;

  public Members() {
    this(App.live());
  }

  public Members(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Members(App app) {
    members = app.members();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /members/{person}/revoke", this::change,
                "POST /members/{person}/grant", this::change,
                "POST /members/{person}/link", this::card,
                "POST /members/{person}/unlink", this::card,
                "POST /members/{person}/hold", this::change,
                "POST /members/{person}/release", this::change));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action card(Call call) {
    String person = call.noQuery().member();
    MemberChange change = call.memberChange();
    return me -> Answers.card(members.change(me, person, change));
  }

  private Rest.Action change(Call call) {
    String person = call.noQuery().member();
    MemberChange change = call.memberChange();
    return me -> Answers.member(members.change(me, person, change));
  }
}
