package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Authorizes requests of an HTTP API that bring {@code good}, and counts how often it is asked. */
public final class Doorkeeper implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final AtomicInteger asked = new AtomicInteger();

  public Doorkeeper(Map<String, String> environment, InstantSource clock) {}

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return Map.of(
        "isAuthorized",
        List.of("good").equals(event.get("identitySource")),
        "context",
        Map.of("asked", asked.incrementAndGet()));
  }
}
