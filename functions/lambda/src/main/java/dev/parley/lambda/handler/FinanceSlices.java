package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Metrics;
import dev.parley.lambda.wire.QueueMessage;
import dev.parley.lambda.wire.SliceMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Looks at slices of nights; the last one of a night closes it and says what was found. */
public final class FinanceSlices implements RequestStreamHandler {
  private final App app;

  public FinanceSlices() {
    app = App.live();
  }

  public FinanceSlices(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Log log = new Log(context, "finance slices");
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    List<String> failed =
        Batch.each(
            QueueMessage.read(event),
            QueueMessage::id,
            message -> work(SliceMessages.work(message)),
            log);
    log.done(failed.isEmpty() ? "ok" : "some again");
    output.write(QueueMessage.answer(failed).getBytes(StandardCharsets.UTF_8));
  }

  private void work(SliceMessages.Work it) {
    app.nights()
        .work(it.night(), it.slice())
        .ifPresent(report -> Figures.print(Metrics.of(report, app.clock().instant())));
  }
}
