package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Projection;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Growth;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
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

  /**
   * A conversation that grew several times is projected once, from the newest of its entries. All
   * rows are written before anybody is told, and nobody who cannot be told holds a row up.
   */
  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    Log log = new Log(context, "project");
    Projection projection = app.projection();
    Set<ConversationId> done = new HashSet<>();
    List<Projection.Projected> rows = new ArrayList<>();
    StreamsEventResponse answer = new StreamsEventResponse(List.of());
    try {
      List<Growth> grown = Growth.of(event);
      Map<ConversationId, Growth> newest = new HashMap<>();
      grown.forEach(it -> newest.merge(it.conversation(), it, Growth::later));
      for (Growth growth : grown) {
        answer = goOnFrom(growth.sequenceNumber());
        ConversationId id = growth.conversation();
        if (done.add(id)) {
          Entry entry = app.logged(newest.get(id).image());
          rows.addAll(projection.project(id, entry));
        }
      }
      answer = new StreamsEventResponse(List.of());
    } catch (RuntimeException e) {
      log.failed(e);
    }
    tell(projection, rows, log);
    return answer;
  }

  private static void tell(Projection projection, List<Projection.Projected> rows, Log log) {
    try {
      log.delivered(projection.tell(rows));
    } catch (RuntimeException e) {
      log.failed(e);
    }
  }

  private static StreamsEventResponse goOnFrom(String sequenceNumber) {
    return new StreamsEventResponse(
        List.of(new StreamsEventResponse.BatchItemFailure(sequenceNumber)));
  }
}
