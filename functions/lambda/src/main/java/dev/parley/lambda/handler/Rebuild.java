package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.QueueMessage;
import dev.parley.lambda.wire.Rebuilding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Makes inboxes what the log says: where projecting failed for good, or by hand. */
public final class Rebuild implements RequestStreamHandler {
  private final App app;

  public Rebuild() {
    app = App.live();
  }

  public Rebuild(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Log log = new Log(context, "rebuild");
    String json = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    Rebuilding wanted = ByHand.read(() -> Rebuilding.read(json));
    wanted.conversations().forEach(app.projection()::rebuild);
    List<String> failed =
        Batch.each(
            wanted.lapses(),
            Rebuilding.Told::messageId,
            told -> app.lapses().conversations(told.lapse()).forEach(app.projection()::rebuild),
            log);
    log.done(failed.isEmpty() ? "ok" : "some again");
    output.write(QueueMessage.answer(failed).getBytes(StandardCharsets.UTF_8));
  }
}
