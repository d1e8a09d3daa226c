package dev.parley.lambda.bucket;

import dev.parley.core.failure.Unavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Makes calls and says what their errors mean. Every call may be made twice. */
final class S3Calls {
  private static final int SERVER_ERROR = 500;

  private S3Calls() {}

  static <T> T make(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkClientException e) {
      throw new Unavailable("the bucket did not answer", e);
    } catch (SdkServiceException e) {
      if (e.isThrottlingException() || e.statusCode() >= SERVER_ERROR) {
        throw new Unavailable("the bucket is not available", e);
      }
      throw e;
    }
  }
}
