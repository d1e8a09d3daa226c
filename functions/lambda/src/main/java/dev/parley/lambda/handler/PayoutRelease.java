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

/** Releases what nobody has claimed against in time: by timers, and every hour without any. */
public final class PayoutRelease implements RequestStreamHandler {
  private final App app;

  public PayoutRelease() {
    app = App.live();
  }

  public PayoutRelease(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    RunOutTimers event =
        RunOutTimers.read(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    TimerBatch batch = new TimerBatch(app.deadlines(), new Log(context, "payout release"));
    if (event.bySchedule()) {
      batch.swept(app.deadlines().release());
    } else {
      output.write(batch.decide(event.messages()).getBytes(StandardCharsets.UTF_8));
    }
  }
}
