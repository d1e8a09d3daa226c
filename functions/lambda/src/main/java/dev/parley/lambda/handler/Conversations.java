package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.Opening;
import dev.parley.core.workspace.Membership;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import dev.parley.lambda.wire.Listing;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Opens, lists, shows and reads conversations. */
public final class Conversations
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final dev.parley.core.conversation.Conversations conversations;
  private final InboxLists lists;
  private final Rest rest;

  public Conversations() {
    this(App.live());
  }

  public Conversations(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Conversations(App app) {
    conversations = app.conversations();
    lists = app.lists();
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

  private Rest.Action open(Call call) {
    Opening wish = call.noQuery().opening();
    return me -> Answers.opened(conversations.open(me, wish));
  }

  private Rest.Action list(Call call) {
    Listing wanted = call.listing();
    return me -> Answers.listed(list(me, wanted));
  }

  private InboxLists.Listed list(Membership me, Listing wanted) {
    return switch (wanted) {
      case Listing.Mine it -> lists.mine(me, it.hidden(), it.after(), it.limit());
      case Listing.OfChannel it -> lists.ofChannel(me, it.channel(), it.after(), it.limit());
      case Listing.MyChanges it -> lists.changed(me, it.since());
      case Listing.ChangesOfChannel it -> lists.changed(me, it.channel(), it.since());
    };
  }

  private Rest.Action show(Call call) {
    ConversationId id = call.noQuery().conversation();
    return me -> Answers.shown(conversations.show(me, id));
  }

  private Rest.Action read(Call call) {
    ConversationId id = call.conversation();
    long after = call.after();
    int limit = call.limit();
    return me -> Answers.page(conversations.read(me, id, after, limit));
  }
}
