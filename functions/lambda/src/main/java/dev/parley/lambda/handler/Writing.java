package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.ReadMarks;
import dev.parley.core.conversation.ShowTyping;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Writes, edits, reads and types for people without a socket. */
public final class Writing
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Messages messages;
  private final ReadMarks marks;
  private final ShowTyping typing;
  private final Rest rest;

  public Writing() {
    this(App.live());
  }

  public Writing(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Writing(App app) {
    messages = app.messages();
    marks = app.marks();
    typing = app.typing();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /conversations/{conversationId}/send", this::send,
                "POST /conversations/{conversationId}/edit", this::edit,
                "POST /conversations/{conversationId}/read", this::read,
                "POST /conversations/{conversationId}/typing", this::typing));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action send(Call call) {
    return write(call.noQuery().message());
  }

  private Rest.Action edit(Call call) {
    return write(call.noQuery().edit());
  }

  private Rest.Action write(Draft draft) {
    return me -> Answers.receipt(messages.write(new Caller.OverRest(me), draft).receipt());
  }

  private Rest.Action read(Call call) {
    ConversationId id = call.noQuery().conversation();
    long seq = call.seq();
    return me -> Answers.marked(marks.mark(new Caller.OverRest(me), id, seq).marked());
  }

  private Rest.Action typing(Call call) {
    ConversationId id = call.noQuery().noBody().conversation();
    return me -> {
      typing.handle(me, id);
      return Answers.done();
    };
  }
}
