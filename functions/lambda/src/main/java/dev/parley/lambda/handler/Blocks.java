package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.ConversationId;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Blocks, unblocks, and lists whom the caller has blocked. */
public final class Blocks
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.conversation.Blocks blocks;
  private final Rest rest;

  public Blocks() {
    this(App.live());
  }

  public Blocks(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Blocks(App app) {
    blocks = app.blocks();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /conversations/{conversationId}/block", this::block,
                "POST /conversations/{conversationId}/unblock", this::unblock,
                "GET /blocks", this::list));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action block(Call call) {
    ConversationId id = call.noQuery().conversation();
    boolean confirmed = call.confirmed();
    return me -> Answers.shown(blocks.block(me.member(), id, confirmed));
  }

  private Rest.Action unblock(Call call) {
    ConversationId id = call.noQuery().conversation();
    boolean confirmed = call.confirmed();
    return me -> Answers.shown(blocks.unblock(me.member(), id, confirmed));
  }

  private Rest.Action list(Call call) {
    Optional<String> channel = call.channel();
    return me ->
        Answers.listed(
            channel
                .map(one -> blocks.ofChannel(me.member(), one))
                .orElseGet(() -> blocks.mine(me.member())));
  }
}
