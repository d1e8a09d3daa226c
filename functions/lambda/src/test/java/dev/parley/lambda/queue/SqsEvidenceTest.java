package dev.parley.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.lambda.wire.EvidenceMessages;
import dev.parley.lambda.wire.QueueMessage;
import dev.parley.local.clock.LocalClock;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Jobs of gathering evidence on ElasticMQ. */
class SqsEvidenceTest {
  private static final EvidenceJob JOB =
      new EvidenceJob(new ConsultationId("legal-portal", "C".repeat(22)), "A".repeat(22));

  @Test
  void aJobComesOutOfTheQueueAsItWentIn() {
    try (Queues queues = new Queues(new LocalClock())) {
      new SqsEvidence(queues::client, queues.evidence(), EvidenceMessages::text).start(JOB);
      List<String> taken = queues.take(queues.evidence());
      assertThat(taken)
          .extracting(body -> EvidenceMessages.job(new QueueMessage("one", body)))
          .containsExactly(JOB);
    }
  }

  @Test
  void aMessageOfAnotherFormIsRefused() {
    String newer = EvidenceMessages.text(JOB).replace("\"v\":1", "\"v\":2");
    for (String body : List.of("no job", "{}", newer)) {
      assertThatThrownBy(() -> EvidenceMessages.job(new QueueMessage("one", body)))
          .as(body)
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void whoeverAsksIsToldThatTheQueueIsAway() {
    try (SqsClient nowhere = Queues.client(URI.create("http://127.0.0.1:1"))) {
      SqsEvidence jobs =
          new SqsEvidence(() -> nowhere, "http://127.0.0.1:1/evidence", EvidenceMessages::text);
      assertThatThrownBy(() -> jobs.start(JOB)).isInstanceOf(Unavailable.class);
    }
  }
}
