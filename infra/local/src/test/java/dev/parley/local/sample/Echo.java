package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/** Returns its event byte for byte. */
public final class Echo implements RequestStreamHandler {
  public Echo(Map<String, String> environment, InstantSource clock) {
    if (environment.containsKey("REFUSE")) {
      throw new IllegalArgumentException("refused: " + clock.instant());
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    context.getLogger().log("echo");
    input.transferTo(output);
  }
}
