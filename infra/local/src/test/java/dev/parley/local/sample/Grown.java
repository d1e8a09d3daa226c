package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Names what has changed in a table. */
public final class Grown implements RequestHandler<DynamodbEvent, List<String>> {
  public Grown(Map<String, String> environment, InstantSource clock) {}

  @Override
  public List<String> handleRequest(DynamodbEvent event, Context context) {
    return event.getRecords().stream()
        .map(record -> record.getDynamodb().getKeys().get("id").getS())
        .toList();
  }
}
