package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.lambda.bootstrap.App;
import dev.parley.lambda.wire.EvidenceMessages;
import dev.parley.lambda.wire.EvidencePack;
import dev.parley.lambda.wire.Rebuilding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
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
    List<String> failed = new ArrayList<>();
    for (EvidenceMessages.Message message : EvidenceMessages.read(event)) {
      try {
        EvidenceJob job = message.job();
        app.packs().keep(job, EvidencePack.write(app.evidences().gather(job.consultation())));
      } catch (RuntimeException e) {
        log.failed(e);
        failed.add(message.id());
      }
    }
    log.done(failed.isEmpty() ? "ok" : "some again");
    output.write(Rebuilding.answer(failed).getBytes(StandardCharsets.UTF_8));
  }
}
