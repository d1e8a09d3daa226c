package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.parley.core.conversation.ConversationId;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Growth;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Logs have grown: brings inboxes up to them. */
public final class Project implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final App app;

  public Project() {
    app = App.live();
  }

  public Project(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  /** A conversation that grew several times is projected once: the projection reads the log. */
  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    Log log = new Log(context, "project");
    Set<ConversationId> done = new HashSet<>();
    for (Growth growth : Growth.of(event)) {
      try {
        if (done.add(growth.conversation())) {
          app.projection().project(growth.conversation());
        }
      } catch (RuntimeException e) {
        log.failed(e);
        return goOnFrom(growth.sequenceNumber());
      }
    }
    log.done("ok");
    return new StreamsEventResponse(List.of());
  }

  private static StreamsEventResponse goOnFrom(String sequenceNumber) {
    return new StreamsEventResponse(
        List.of(new StreamsEventResponse.BatchItemFailure(sequenceNumber)));
  }
}
