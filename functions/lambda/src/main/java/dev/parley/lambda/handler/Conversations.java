package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.SyncCursor;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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
    Optional<String> channel = call.channel();
    return channel.isPresent() ? listOf(call, channel.get()) : mine(call);
  }

  private Rest.Action mine(Call call) {
    Optional<SyncCursor> since = call.since();
    boolean hidden = call.hidden();
    return me -> Answers.listed(lists.mine(me, since, hidden));
  }

  private Rest.Action listOf(Call call, String channel) {
    Optional<SyncCursor> since = call.since();
    Optional<Inboxes.Place> after = call.place();
    int limit = call.conversations();
    return me ->
        Answers.listed(
            since.isPresent()
                ? lists.changed(me, channel, since.get())
                : lists.ofChannel(me, channel, after, limit));
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
