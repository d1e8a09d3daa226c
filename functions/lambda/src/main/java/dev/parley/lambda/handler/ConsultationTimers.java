package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.RunOutTimers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** Timers of consultations have run out. */
public final class ConsultationTimers implements RequestStreamHandler {
  private final App app;

  public ConsultationTimers() {
    app = App.live();
  }

  public ConsultationTimers(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    TimerBatch batch = new TimerBatch(app.deadlines(), new Log(context, "consultation timers"));
    String answer = batch.decide(RunOutTimers.read(event).messages());
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
