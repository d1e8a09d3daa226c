package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.core.workspace.Preset;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** An administrator writes a workspace into the directory. Invoked by hand, with a preset. */
public final class Provision implements RequestStreamHandler {
  private final App app;

  public Provision() {
    app = App.live();
  }

  public Provision(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String json = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    Preset preset = ByHand.read(() -> Presets.read(json));
    app.directory().provision(preset);
    new Log(context, "provision").done("ok");
    output.write(Presets.written(preset).getBytes(StandardCharsets.UTF_8));
  }
}
