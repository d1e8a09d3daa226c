package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.core.finance.Night;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Metrics;
import dev.parley.lambda.wire.NightCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Begins the night in which the books of a day are looked at: by a schedule, or by hand. */
public final class Finance implements RequestStreamHandler {
  private final App app;

  public Finance() {
    app = App.live();
  }

  public Finance(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Log log = new Log(context, "finance");
    NightCall call = ByHand.read(() -> read(input));
    Instant now = app.clock().instant();
    switch (call) {
      case NightCall.Nightly _ -> everywhere(now, log);
      case NightCall.ByHand it -> {
        int slices = ByHand.read(() -> begin(Night.of(it.workspace(), it.date())));
        log.done("ok, slices " + slices);
        output.write(NightCall.begun(slices).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static NightCall read(InputStream input) {
    try {
      return NightCall.read(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever is wrong with one workspace keeps no other from its night. */
  private void everywhere(Instant now, Log log) {
    List<String> workspaces = app.directory().workspaces();
    List<String> failed =
        Batch.each(
            workspaces,
            workspace -> workspace,
            workspace -> begin(Night.before(workspace, now)),
            log);
    log.done("ok, workspaces " + (workspaces.size() - failed.size()));
    if (!failed.isEmpty()) {
      throw new IllegalStateException(failed.size() + " failures, see the log");
    }
  }

  /** Where nothing was left to do the night is closed once more, and said once more. */
  private int begin(Night night) {
    int slices = app.nights().begin(night);
    if (slices == 0) {
      app.nightReports()
          .found(night)
          .ifPresent(report -> Figures.print(Metrics.of(report, app.clock().instant())));
    }
    return slices;
  }
}
