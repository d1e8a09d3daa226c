package dev.parley.lambda.queue;

import dev.parley.core.consultation.EvidenceJob;
import dev.parley.core.consultation.EvidenceJobs;
import dev.parley.core.failure.Unavailable;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Jobs of gathering evidence as messages of SQS. */
public final class SqsEvidence implements EvidenceJobs {
  private final Supplier<SqsClient> sqs;
  private final String queue;
  private final Function<EvidenceJob, String> codec;

  /**
   * @param queue its URL
   */
  public SqsEvidence(Supplier<SqsClient> sqs, String queue, Function<EvidenceJob, String> codec) {
    this.sqs = sqs;
    this.queue = queue;
    this.codec = codec;
  }

  @Override
  public void start(EvidenceJob job) {
    try {
      sqs.get().sendMessage(send -> send.queueUrl(queue).messageBody(codec.apply(job)));
    } catch (SdkException e) {
      throw new Unavailable("the queue has not taken the job", e);
    }
  }
}
