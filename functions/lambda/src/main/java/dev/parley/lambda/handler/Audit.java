package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Auditing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** Proves all books of a workspace. Invoked by hand. */
public final class Audit implements RequestStreamHandler {
  private final App app;

  public Audit() {
    app = App.live();
  }

  public Audit(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String json = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    dev.parley.core.ledger.Audit.Report report =
        ByHand.read(() -> app.audit().of(Auditing.workspace(json)));
    new Log(context, "audit").done("ok, flaws " + report.flaws().size());
    output.write(Auditing.text(report).getBytes(StandardCharsets.UTF_8));
  }
}
