package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.EvidenceMessages;
import dev.parley.lambda.wire.EvidencePack;
import dev.parley.lambda.wire.QueueMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Gathers evidence that somebody has asked for, and keeps it where it is downloaded. */
public final class GatherEvidence implements RequestStreamHandler {
  private final App app;

  public GatherEvidence() {
    app = App.live();
  }

  public GatherEvidence(Map<String, String> environment, InstantSource clock) {
    app = App.of(environment, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Log log = new Log(context, "gather evidence");
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    List<String> failed =
        Batch.each(
            QueueMessage.read(event),
            QueueMessage::id,
            message -> gather(EvidenceMessages.job(message)),
            log);
    log.done(failed.isEmpty() ? "ok" : "some again");
    output.write(QueueMessage.answer(failed).getBytes(StandardCharsets.UTF_8));
  }

  private void gather(EvidenceJob job) {
    app.packs().keep(job, EvidencePack.write(app.evidences().gather(job.consultation())));
  }
}
