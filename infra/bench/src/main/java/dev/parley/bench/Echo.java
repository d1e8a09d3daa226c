package dev.parley.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.Map;

/** A function that sends every message back. */
public final class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  /** The local cloud's way to construct a function. */
  public Echo(Map<String, String> environment, InstantSource clock) {
    if (environment.isEmpty() || clock == null) {
      throw new IllegalArgumentException("Lambda sets variables, and a function has a clock");
    }
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return Map.of("statusCode", 200, "body", event.get("body"));
  }
}
