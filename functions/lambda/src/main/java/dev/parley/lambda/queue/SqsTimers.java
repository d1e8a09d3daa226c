package dev.parley.lambda.queue;

import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.TimerQueues;
import dev.parley.lambda.queue.DelayedMessages.Delayed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Timers as messages that SQS delays. */
public final class SqsTimers implements TimerQueues {
  private final DelayedMessages messages;
  private final Map<Timer.Purpose, String> queues;
  private final Codec codec;

  /**
   * @param sqs asked for only when a timer is set
   * @param queues their URLs
   */
  public SqsTimers(Supplier<SqsClient> sqs, Map<Timer.Purpose, String> queues, Codec codec) {
    this.messages = new DelayedMessages(sqs);
    this.queues = Map.copyOf(queues);
    this.codec = codec;
  }

  /** What a timer looks like on its way. */
  @FunctionalInterface
  public interface Codec {
    /**
     * @param again whether it has come too early before
     */
    String text(Timer timer, boolean again);
  }

  @Override
  public void set(Timer timer, Instant now) {
    messages.send(queues.get(timer.purpose()), delayed(timer, false), now);
  }

  @Override
  public void setAgain(Timer timer, Instant now) {
    messages.send(queues.get(timer.purpose()), delayed(timer, true), now);
  }

  @Override
  public void setAll(List<Timer> timers, Instant now) {
    List<RuntimeException> failures = new ArrayList<>();
    timers.stream()
        .collect(
            Collectors.groupingBy(
                Timer::purpose,
                Collectors.mapping(timer -> delayed(timer, false), Collectors.toList())))
        .forEach(
            (purpose, some) -> failures.addAll(messages.sendAll(queues.get(purpose), some, now)));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private Delayed delayed(Timer timer, boolean again) {
    return new Delayed(codec.text(timer, again), timer.at());
  }
}
