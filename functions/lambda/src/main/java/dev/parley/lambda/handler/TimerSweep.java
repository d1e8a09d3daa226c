package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.core.consultation.Deadlines;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.Metrics;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Sets the timers of everything that wakes soon or is overdue, and wakes payments that are. */
public final class TimerSweep implements RequestStreamHandler {
  private final App app;

  public TimerSweep() {
    app = App.live();
  }

  public TimerSweep(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    say(new Log(context, "overdue"));
    Log log = new Log(context, "payment sweep");
    Deadlines.Swept payments = payments(log);
    try {
      new TimerBatch(app.deadlines(), new Log(context, "timer sweep"))
          .swept(app.deadlines().sweep());
    } finally {
      new TimerBatch(app.deadlines(), log).swept(payments);
    }
  }

  /** Looked up before anything is set: whatever waits is overdue by then. */
  private void say(Log log) {
    try {
      Duration longest = app.overdue().longest();
      Figures.print(Metrics.overdue(longest, app.clock().instant()));
    } catch (RuntimeException e) {
      log.failed(e);
    }
  }

  /** Whatever is wrong here keeps no timer from being set. */
  private Deadlines.Swept payments(Log log) {
    try {
      return new Deadlines.Swept(app.progress().sweep(), List.of());
    } catch (RuntimeException e) {
      return new Deadlines.Swept(0, List.of(e));
    }
  }
}
