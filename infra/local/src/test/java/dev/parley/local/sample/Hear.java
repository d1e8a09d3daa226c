package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** Logs every event that it hears, or is deaf to all: then it fails. */
public final class Hear implements RequestStreamHandler {
  private final boolean deaf;

  public Hear(Map<String, String> environment, InstantSource clock) {
    deaf = Boolean.parseBoolean(environment.get("DEAF")) && clock.millis() > 0;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    if (deaf) {
      throw new IllegalStateException("deaf");
    }
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    context.getLogger().log("heard " + event);
    output.write("{\"heard\":true}".getBytes(StandardCharsets.UTF_8));
  }
}
