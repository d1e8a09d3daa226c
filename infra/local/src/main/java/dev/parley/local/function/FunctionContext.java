package dev.parley.local.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a function may ask about its own invocation. */
final class FunctionContext implements Context {
  private final FunctionDefinition function;
  private final String requestId;
  private final LogSink log;
  private final long startedAt = System.nanoTime();

  FunctionContext(FunctionDefinition function, String requestId, LogSink log) {
    this.function = function;
    this.requestId = requestId;
    this.log = log;
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return function.environment().getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public CognitoIdentity getIdentity() {
    return new Nobody();
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    Duration spent = Duration.ofNanos(System.nanoTime() - startedAt);
    return (int) Math.max(0, function.timeout().minus(spent).toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        FunctionContext.this.write(String.valueOf(message));
      }

      @Override
      public void log(byte[] message) {
        FunctionContext.this.write(new String(message, StandardCharsets.UTF_8));
      }

      // The form in which Lambda writes levels into a log of plain text.
      @Override
      public void log(String message, LogLevel level) {
        log(level == LogLevel.UNDEFINED ? message : "[" + level + "] " + message);
      }
    };
  }

  void write(String text) {
    log.log(function.id(), requestId, text.stripTrailing());
  }

  /** The identity of an invocation that no mobile application made. */
  private static final class Nobody implements CognitoIdentity {
    @Override
    public String getIdentityId() {
      return "";
    }

    @Override
    public String getIdentityPoolId() {
      return "";
    }
  }
}
