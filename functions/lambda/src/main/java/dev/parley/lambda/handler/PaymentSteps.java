package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.core.payment.Progress;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.QueueMessage;
import dev.parley.lambda.wire.WakingMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Goes on with payments when it is time: opens pages, sends money, asks what has come of it. */
public final class PaymentSteps implements RequestStreamHandler {
  private final App app;

  public PaymentSteps() {
    app = App.live();
  }

  public PaymentSteps(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Log log = new Log(context, "payment steps");
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    Progress progress = app.progress();
    Map<Progress.Outcome, Integer> outcomes = new EnumMap<>(Progress.Outcome.class);
    List<String> failed =
        Batch.each(
            QueueMessage.read(event),
            QueueMessage::id,
            message ->
                outcomes.merge(progress.woke(WakingMessages.payment(message)), 1, Integer::sum),
            log);
    log.done(outcomes.toString().toLowerCase(Locale.ROOT) + ", to come again " + failed.size());
    output.write(QueueMessage.answer(failed).getBytes(StandardCharsets.UTF_8));
  }
}
