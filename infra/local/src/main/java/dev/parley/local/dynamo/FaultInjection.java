package dev.parley.local.dynamo;

import com.amazonaws.services.dynamodbv2.exceptions.AWSExceptionFactory;
import com.amazonaws.services.dynamodbv2.exceptions.AmazonServiceExceptionType;
import com.amazonaws.services.dynamodbv2.model.CancellationReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lets requests fail with AWS's errors, by chance and by a seed. */
final class FaultInjection {
  private static final String CONFLICT = "Transaction is ongoing for the item";
  private static final String THROTTLED =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";

  /** Says that the answer of the request that this thread handles is to be lost. */
  private final ThreadLocal<Boolean> lost = ThreadLocal.withInitial(() -> false);

  private Faults faults = Faults.NONE;
  private Random random = new Random();

  /** Why a request is refused. */
  private enum Refusal {
    CONFLICT,
    THROTTLE
  }

  synchronized void set(Faults wanted) {
    faults = wanted;
    random = new Random(wanted.seed());
  }

  private synchronized Optional<Refusal> refusal(boolean write) {
    if (faults.conflicts() + faults.throttles() == 0) {
      return Optional.empty();
    }
    int drawn = random.nextInt(Faults.ALL);
    if (drawn < faults.throttles()) {
      return Optional.of(Refusal.THROTTLE);
    }
    return write && drawn < faults.throttles() + faults.conflicts()
        ? Optional.of(Refusal.CONFLICT)
        : Optional.empty();
  }

  void beforeRead() {
    refusal(false).ifPresent(FaultInjection::refuse);
  }

  /** Before a write of single items. */
  void beforeWrite() {
    refusal(true).ifPresent(FaultInjection::refuse);
  }

  private static void refuse(Refusal why) {
    throw switch (why) {
      case CONFLICT ->
          AWSExceptionFactory.buildAWSException(
              AmazonServiceExceptionType.TRANSACTION_CONFLICT_EXCEPTION, CONFLICT);
      case THROTTLE ->
          AWSExceptionFactory.buildAWSException(
              AmazonServiceExceptionType.PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION, THROTTLED);
    };
  }

  /** Before a transaction of so many actions, one of which is to blame. */
  void beforeTransaction(int actions) {
    refusal(true).ifPresent(why -> cancel(why, actions));
  }

  private void cancel(Refusal why, int actions) {
    List<CancellationReason> reasons =
        new ArrayList<>(Collections.nCopies(actions, new CancellationReason().withCode("None")));
    CancellationReason reason =
        switch (why) {
          case CONFLICT ->
              new CancellationReason().withCode("TransactionConflict").withMessage(CONFLICT);
          case THROTTLE ->
              new CancellationReason()
                  .withCode("ProvisionedThroughputExceeded")
                  .withMessage(THROTTLED);
        };
    synchronized (this) {
      reasons.set(random.nextInt(actions), reason);
    }
    throw AWSExceptionFactory.buildTransactionCanceledException(reasons);
  }

  /** After a write that was applied. */
  synchronized void afterWrite() {
    lost.set(faults.lostAnswers() > 0 && random.nextInt(Faults.ALL) < faults.lostAnswers());
  }

  /** Whether the answer of this thread's request is to be lost; asked once for each answer. */
  boolean losesAnswer() {
    boolean loses = lost.get();
    lost.remove();
    return loses;
  }
}
