package dev.parley.lambda.store;

import dev.parley.core.faults.Fault;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** How a call of DynamoDB goes wrong, as it does on AWS and never in DynamoDB Local. */
enum AwsFault implements Fault {
  /** A transaction is under way on an item. */
  CONFLICT {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return WRITES.contains(method.getName());
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      throw method.getName().equals(TRANSACTION)
          ? cancelled("TransactionConflict")
          : TransactionConflictException.builder().statusCode(BAD_REQUEST).build();
    }
  },
  THROTTLED {
    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      throw method.getName().equals(TRANSACTION)
          ? cancelled("ThrottlingError")
          : ProvisionedThroughputExceededException.builder()
              .statusCode(BAD_REQUEST)
              .awsErrorDetails(details("ProvisionedThroughputExceededException"))
              .build();
    }
  },
  BROKEN {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return WRITES.contains(method.getName());
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) {
      throw InternalServerErrorException.builder()
          .statusCode(500)
          .awsErrorDetails(details("InternalServerError"))
          .build();
    }
  },
  /** The call was carried out. */
  ANSWER_LOST {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return WRITES.contains(method.getName());
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) throws Throwable {
      call.make();
      throw SdkClientException.create("the connection was cut");
    }
  };

  private static final int BAD_REQUEST = 400;
  private static final String TRANSACTION = "transactWriteItems";
  private static final Set<String> READS = Set.of("getItem", "query", "batchGetItem");
  static final Set<String> WRITES = Set.of("putItem", "updateItem", "deleteItem", TRANSACTION);

  /** For whoever reads, one failure is like another: {@link Calls} makes one of them all. */
  @Override
  public boolean fits(Method method, Object[] arguments) {
    return WRITES.contains(method.getName()) || READS.contains(method.getName());
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).build();
  }

  private static DynamoDbException cancelled(String code) {
    List<CancellationReason> reasons =
        Collections.nCopies(1, CancellationReason.builder().code(code).build());
    return TransactionCanceledException.builder()
        .statusCode(BAD_REQUEST)
        .cancellationReasons(reasons)
        .build();
  }
}
