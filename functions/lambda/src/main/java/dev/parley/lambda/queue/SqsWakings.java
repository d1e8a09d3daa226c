package dev.parley.lambda.queue;

import dev.parley.core.payment.Waking;
import dev.parley.core.payment.Wakings;
import dev.parley.lambda.queue.DelayedMessages.Delayed;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Payments that are to be gone on with, as messages that SQS delays. */
public final class SqsWakings implements Wakings {
  private final DelayedMessages messages;
  private final String queue;
  private final Function<Waking, String> codec;

  /**
   * @param sqs asked for only when something is to be woken
   * @param queue its URL
   */
  public SqsWakings(Supplier<SqsClient> sqs, String queue, Function<Waking, String> codec) {
    this.messages = new DelayedMessages(sqs);
    this.queue = queue;
    this.codec = codec;
  }

  @Override
  public void set(Waking waking, Instant now) {
    messages.send(queue, delayed(waking), now);
  }

  @Override
  public void setAll(List<Waking> wakings, Instant now) {
    List<RuntimeException> failures =
        messages.sendAll(queue, wakings.stream().map(this::delayed).toList(), now);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private Delayed delayed(Waking waking) {
    return new Delayed(codec.apply(waking), waking.at());
  }
}
