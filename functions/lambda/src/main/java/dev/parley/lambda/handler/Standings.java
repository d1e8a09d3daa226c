package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ConversationId;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.Listing;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Blocks, hides, restricts and their undoing, and whom the caller has blocked. */
public final class Standings
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.conversation.Standings standings;
  private final Rest rest;

  public Standings() {
    this(App.live());
  }

  public Standings(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Standings(App app) {
    standings = app.standings();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /conversations/{conversationId}/block", this::change,
                "POST /conversations/{conversationId}/unblock", this::change,
                "POST /conversations/{conversationId}/hide", this::change,
                "POST /conversations/{conversationId}/restore", this::change,
                "POST /conversations/{conversationId}/restrict", this::change,
                "POST /conversations/{conversationId}/lift", this::change,
                "POST /conversations/{conversationId}/leave", this::change,
                "POST /conversations/{conversationId}/return", this::change,
                "GET /blocks", this::blocks));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action change(Call call) {
    ConversationId id = call.noQuery().conversation();
    Change change = call.change();
    return me -> Answers.shown(standings.change(me, id, change));
  }

  private Rest.Action blocks(Call call) {
    Listing.Blocks it = call.blocks();
    return me ->
        Answers.listed(
            it.channel()
                .map(channel -> standings.blockedBy(me, channel, it.after(), it.limit()))
                .orElseGet(() -> standings.blockedBy(me, it.after(), it.limit())));
  }
}
