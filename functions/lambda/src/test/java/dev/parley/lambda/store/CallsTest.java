package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

class CallsTest {
  private static final RuntimeException NO_ANSWER = SdkClientException.create("timeout");
  private static final RuntimeException CONDITION =
      ConditionalCheckFailedException.builder().statusCode(400).build();
  private static final RuntimeException CONFLICT =
      TransactionConflictException.builder().statusCode(400).build();
  private static final RuntimeException IN_PROGRESS =
      TransactionInProgressException.builder().statusCode(400).build();
  private static final RuntimeException THROTTLED = service(400, "ThrottlingException");
  private static final RuntimeException BROKEN = service(500, "InternalServerError");
  private static final RuntimeException DENIED = service(400, "AccessDeniedException");

  @Test
  void aReadThatFailedHasDoneNothing() {
    for (RuntimeException failure : new RuntimeException[] {NO_ANSWER, THROTTLED, BROKEN}) {
      assertThatThrownBy(() -> Calls.read(() -> thrown(failure))).isInstanceOf(Unavailable.class);
    }
    assertThatThrownBy(() -> Calls.read(() -> thrown(DENIED))).isSameAs(DENIED);
  }

  @Test
  void aConditionThatDoesNotHoldAndAnotherWriterAreLostRaces() {
    assertThat(Calls.commit(() -> {})).isTrue();
    for (RuntimeException failure :
        new RuntimeException[] {
          CONDITION,
          CONFLICT,
          cancelled("None", "ConditionalCheckFailed"),
          cancelled("TransactionConflict", "None")
        }) {
      assertThat(Calls.commit(() -> thrown(failure))).isFalse();
    }
  }

  /** Or a row would stay behind the log, and a right that is to be taken away would stay. */
  @Test
  void aTransactionUnderWayOnAnItemSaysNothingAboutTheCondition() {
    assertThat(Calls.writeIf(() -> {})).isTrue();
    assertThat(Calls.writeIf(() -> thrown(CONDITION))).isFalse();
    assertThatThrownBy(() -> Calls.writeIf(() -> thrown(CONFLICT))).isInstanceOf(Unavailable.class);
  }

  @Test
  void aWriteWhoseAnswerWasLostMayHaveHappened() {
    for (RuntimeException failure : new RuntimeException[] {NO_ANSWER, BROKEN, IN_PROGRESS}) {
      assertThatThrownBy(() -> Calls.writeIf(() -> thrown(failure))).isInstanceOf(Ambiguous.class);
    }
  }

  @Test
  void aThrottledWriteHasNotHappened() {
    for (RuntimeException failure :
        new RuntimeException[] {
          THROTTLED,
          cancelled("None", "ThrottlingError"),
          cancelled("ProvisionedThroughputExceeded")
        }) {
      assertThatThrownBy(() -> Calls.writeIf(() -> thrown(failure)))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void anythingElseIsADefect() {
    for (RuntimeException failure :
        new RuntimeException[] {DENIED, cancelled("None", "ValidationError")}) {
      assertThatThrownBy(() -> Calls.writeIf(() -> thrown(failure))).isSameAs(failure);
    }
  }

  @Test
  void aWriteWithoutAConditionIsNeverLostSilently() {
    assertThatCode(() -> Calls.write(() -> {})).doesNotThrowAnyException();
    assertThatThrownBy(() -> Calls.write(() -> thrown(CONFLICT))).isInstanceOf(Unavailable.class);
  }

  private static <T> T thrown(RuntimeException failure) {
    throw failure;
  }

  private static RuntimeException service(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private static RuntimeException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .statusCode(400)
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .build();
  }
}
