package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.consultation.EvidenceRequests;
import java.util.Optional;

/** Writes the answers about evidence. */
public final class EvidenceAnswers {
  private EvidenceAnswers() {}

  /** It will be gathered; whoever asks again under the same key is answered the same. */
  public static APIGatewayV2HTTPResponse asked(EvidenceJob job) {
    return Answers.answer(Answers.ACCEPTED, Json.object().put("jobId", job.id()));
  }

  /** Whether it is gathered, and where it is fetched then. */
  public static APIGatewayV2HTTPResponse link(Optional<EvidenceRequests.Link> link) {
    return Answers.answer(
        Answers.OK,
        link.map(
                it ->
                    Json.object()
                        .put("status", "ready")
                        .put("url", it.url().toString())
                        .put("expiresAt", Json.text(it.expiresAt())))
            .orElseGet(() -> Json.object().put("status", "pending")));
  }
}
