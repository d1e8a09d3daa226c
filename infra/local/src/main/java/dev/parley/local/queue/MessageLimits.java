package dev.parley.local.queue;

import org.elasticmq.Limit;
import org.elasticmq.LimitedValue;
import org.elasticmq.Limits;
import org.elasticmq.RangeLimit;
import org.elasticmq.StrictSQSLimits$;
import scala.collection.immutable.List;

/** ElasticMQ's limits with messages of a mebibyte, which SQS takes since 2025. */
final class MessageLimits implements Limits {
  private static final StrictSQSLimits$ OTHERS = StrictSQSLimits$.MODULE$;

  @Override
  public Limit<Object> maxMessageLength() {
    return new LimitedValue<>(QueueLimits.MESSAGE_BYTES);
  }

  @Override
  public Limit<Object> queueNameLengthLimit() {
    return OTHERS.queueNameLengthLimit();
  }

  @Override
  public Limit<Object> batchSizeLimit() {
    return OTHERS.batchSizeLimit();
  }

  @Override
  public Limit<RangeLimit<Object>> numberOfMessagesLimit() {
    return OTHERS.numberOfMessagesLimit();
  }

  @Override
  public Limit<Object> nonEmptyAttributesLimit() {
    return OTHERS.nonEmptyAttributesLimit();
  }

  @Override
  public Limit<List<RangeLimit<Object>>> bodyValidCharactersLimit() {
    return OTHERS.bodyValidCharactersLimit();
  }

  @Override
  public Limit<RangeLimit<scala.math.BigDecimal>> numberAttributeValueLimit() {
    return OTHERS.numberAttributeValueLimit();
  }

  @Override
  public Limit<RangeLimit<Object>> messageWaitTimeLimit() {
    return OTHERS.messageWaitTimeLimit();
  }

  @Override
  public Limit<Object> messageAttributesLimit() {
    return OTHERS.messageAttributesLimit();
  }
}
