package dev.parley.lambda.queue;

import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.TimerQueues;
import dev.parley.core.failure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Timers as messages that SQS delays. */
public final class SqsTimers implements TimerQueues {
  /** The longest that SQS delays: see SendMessage. */
  private static final long LONGEST_SECONDS = 900;

  /** The most messages of one call: see SendMessageBatch. */
  private static final int BATCH = 10;

  private static final int SERVER_ERROR = 500;

  /**
   * Whoever sets one timer has an answer to give: a timer that is not set costs nobody but time.
   */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final Supplier<SqsClient> sqs;
  private final Map<Timer.Purpose, String> queues;
  private final Codec codec;

  /**
   * @param sqs asked for only when a timer is set
   * @param queues their URLs
   */
  public SqsTimers(Supplier<SqsClient> sqs, Map<Timer.Purpose, String> queues, Codec codec) {
    this.sqs = sqs;
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
    send(timer, now, false);
  }

  @Override
  public void setAgain(Timer timer, Instant now) {
    send(timer, now, true);
  }

  private void send(Timer timer, Instant now, boolean again) {
    try {
      sqs.get()
          .sendMessage(
              send ->
                  send.queueUrl(queues.get(timer.purpose()))
                      .messageBody(codec.text(timer, again))
                      .delaySeconds(delay(timer, now))
                      .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE)));
    } catch (SdkException e) {
      // A sweep finds it.
    }
  }

  @Override
  public void setAll(List<Timer> timers, Instant now) {
    List<RuntimeException> failures = new ArrayList<>();
    for (List<Timer> batch : batches(timers)) {
      try {
        sendAll(batch, now);
      } catch (SdkServiceException e) {
        failures.add(isOurs(e) ? e : new Unavailable("the queue is not available", e));
      } catch (SdkException e) {
        failures.add(new Unavailable("the queue did not answer", e));
      } catch (Unavailable e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  /** A permission that lacks, or a queue that is not there. */
  private static boolean isOurs(SdkServiceException e) {
    return e.statusCode() < SERVER_ERROR && !e.isThrottlingException();
  }

  /** As many of one queue as go into one call. */
  private static List<List<Timer>> batches(List<Timer> timers) {
    List<List<Timer>> batches = new ArrayList<>();
    timers.stream()
        .collect(Collectors.groupingBy(Timer::purpose))
        .values()
        .forEach(
            same -> {
              for (int from = 0; from < same.size(); from += BATCH) {
                batches.add(same.subList(from, Math.min(same.size(), from + BATCH)));
              }
            });
    return batches;
  }

  private void sendAll(List<Timer> batch, Instant now) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Timer timer : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(codec.text(timer, false))
              .delaySeconds(delay(timer, now))
              .build());
    }
    String queue = queues.get(batch.getFirst().purpose());
    if (sqs.get().sendMessageBatch(send -> send.queueUrl(queue).entries(entries)).hasFailed()) {
      throw new Unavailable("the queue has not taken all timers");
    }
  }

  /** In whole seconds, and rather late than early. */
  private static int delay(Timer timer, Instant now) {
    long millis = Duration.between(now, timer.at()).toMillis();
    return (int) Math.clamp(Math.ceilDiv(millis, 1_000), 0, LONGEST_SECONDS);
  }
}
