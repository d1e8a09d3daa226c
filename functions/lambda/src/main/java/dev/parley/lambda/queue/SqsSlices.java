package dev.parley.lambda.queue;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.Slice;
import dev.parley.core.finance.SliceQueue;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Slices of nights as messages of SQS. */
public final class SqsSlices implements SliceQueue {
  /** The most messages of one call: see SendMessageBatch. */
  private static final int BATCH = 10;

  private final Supplier<SqsClient> sqs;
  private final String queue;
  private final BiFunction<Night, Slice, String> codec;

  /**
   * @param sqs asked for only when a slice is sent
   * @param queue its URL
   */
  public SqsSlices(Supplier<SqsClient> sqs, String queue, BiFunction<Night, Slice, String> codec) {
    this.sqs = sqs;
    this.queue = queue;
    this.codec = codec;
  }

  @Override
  public void send(Night night, List<Slice> slices) {
    for (int from = 0; from < slices.size(); from += BATCH) {
      together(night, slices.subList(from, Math.min(slices.size(), from + BATCH)));
    }
  }

  private void together(Night night, List<Slice> slices) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, slices.size())
            .mapToObj(
                number ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(codec.apply(night, slices.get(number)))
                        .build())
            .toList();
    try {
      if (sqs.get().sendMessageBatch(send -> send.queueUrl(queue).entries(entries)).hasFailed()) {
        throw new Unavailable("the queue has not taken all slices");
      }
    } catch (SdkException e) {
      throw new Unavailable("the queue has not taken the slices", e);
    }
  }
}
