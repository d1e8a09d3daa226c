package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.conversation.Attachments;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.FileDescription;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Answers;
import dev.parley.lambda.wire.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Lets files be uploaded, sends them, and tells where they are downloaded. */
public final class Files
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Attachments attachments;
  private final Rest rest;

  public Files() {
    this(App.live());
  }

  public Files(Map<String, String> environment, InstantSource clock) {
    this(App.of(environment, clock));
  }

  private Files(App app) {
    attachments = app.attachments();
    rest =
        new Rest(
            app.directory(),
            Map.of(
                "POST /conversations/{conversationId}/files", this::prepare,
                "POST /conversations/{conversationId}/files/{fileId}/send", this::send,
                "GET /conversations/{conversationId}/entries/{seq}/file", this::link));
  }

  /** The route keys answered here. */
  Set<String> routes() {
    return rest.keys();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return rest.answer(event, context);
  }

  private Rest.Action prepare(Call call) {
    ConversationId id = call.noQuery().conversation();
    FileDescription file = call.file();
    return me -> Answers.prepared(attachments.prepare(me, id, file));
  }

  private Rest.Action send(Call call) {
    Draft draft = call.noQuery().upload();
    return me -> Answers.receipt(attachments.send(me, draft));
  }

  private Rest.Action link(Call call) {
    ConversationId id = call.noQuery().conversation();
    long seq = call.entry();
    return me -> Answers.link(attachments.link(me, id, seq));
  }
}
