package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Opens, lists, shows and reads conversations. */
public final class Conversations
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.conversation.Conversations conversations;
  private final Rest rest;

  public Conversations() {
    this(App.live());
  }

  public Conversations(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Conversations(App app) {
    conversations = app.conversations();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /conversations", this::open,
                "GET /conversations", this::list,
                "GET /conversations/{conversationId}", this::show,
                "GET /conversations/{conversationId}/entries", this::read));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private APIGatewayV2HTTPResponse open(Call call, Membership me) {
    return Answers.opened(conversations.open(me.member(), call.noQuery().counterpart()));
  }

  private APIGatewayV2HTTPResponse list(Call call, Membership me) {
    Member member = me.member();
    return Answers.listed(
        call.channel()
            .map(channel -> conversations.ofChannel(member, channel))
            .orElseGet(() -> conversations.mine(member)));
  }

  private APIGatewayV2HTTPResponse show(Call call, Membership me) {
    return Answers.shown(conversations.show(me.member(), call.noQuery().conversation()));
  }

  private APIGatewayV2HTTPResponse read(Call call, Membership me) {
    return Answers.page(
        conversations.read(me.member(), call.conversation(), call.after(), call.limit()));
  }
}
