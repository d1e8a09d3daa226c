package dev.parley.lambda.queue;

import dev.parley.core.failure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends messages that SQS delays. */
final class DelayedMessages {
  /** The longest that SQS delays: see SendMessage. */
  private static final long LONGEST_SECONDS = 900;

  /** The most messages of one call: see SendMessageBatch. */
  private static final int BATCH = 10;

  private static final int SERVER_ERROR = 500;

  /**
   * Whoever sends one message has an answer to give: a hint that is not sent costs nobody but time.
   */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final Supplier<SqsClient> sqs;

  /**
   * @param sqs asked for only when a message is sent
   */
  DelayedMessages(Supplier<SqsClient> sqs) {
    this.sqs = sqs;
  }

  /** A message, and when it is to come. */
  record Delayed(String body, Instant at) {}

  /**
   * Sends one, or does not.
   *
   * @param queue its URL
   */
  void send(String queue, Delayed message, Instant now) {
    try {
      sqs.get()
          .sendMessage(
              send ->
                  send.queueUrl(queue)
                      .messageBody(message.body())
                      .delaySeconds(delay(message, now))
                      .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE)));
    } catch (SdkException e) {
      // A sweep finds what it was about.
    }
  }

  /**
   * Sends several.
   *
   * @return what did not work; it has kept nothing else from being sent
   */
  List<RuntimeException> sendAll(String queue, List<Delayed> messages, Instant now) {
    List<RuntimeException> failures = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += BATCH) {
      try {
        together(queue, messages.subList(from, Math.min(messages.size(), from + BATCH)), now);
      } catch (SdkServiceException e) {
        failures.add(isOurs(e) ? e : new Unavailable("the queue is not available", e));
      } catch (SdkException e) {
        failures.add(new Unavailable("the queue did not answer", e));
      } catch (Unavailable e) {
        failures.add(e);
      }
    }
    return failures;
  }

  /** A permission that lacks, or a queue that is not there. */
  private static boolean isOurs(SdkServiceException e) {
    return e.statusCode() < SERVER_ERROR && !e.isThrottlingException();
  }

  private void together(String queue, List<Delayed> batch, Instant now) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Delayed message : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(message.body())
              .delaySeconds(delay(message, now))
              .build());
    }
    if (sqs.get().sendMessageBatch(send -> send.queueUrl(queue).entries(entries)).hasFailed()) {
      throw new Unavailable("the queue has not taken all messages");
    }
  }

  /** In whole seconds, and rather late than early. */
  private static int delay(Delayed message, Instant now) {
    long millis = Duration.between(now, message.at()).toMillis();
    return (int) Math.clamp(Math.ceilDiv(millis, 1_000), 0, LONGEST_SECONDS);
  }
}
