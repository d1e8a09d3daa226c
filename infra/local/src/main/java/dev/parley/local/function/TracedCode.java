package dev.parley.local.function;

import java.lang.reflect.Method;
import java.util.Optional;

/**
 * The AWS SDK in a function's jar, made to pass on the chain of an invocation with what it sends,
 * as it does on Lambda. It reads the chain where AWS's runtime client puts it, and only believes to
 * be on Lambda when the environment names a function: since this process's does not, it is told
 * through the SDK's own override. A jar without the SDK is left alone.
 */
final class TracedCode {
  private static final String KEY = "AWS_LAMBDA_X_TRACE_ID";

  private final Optional<Sdk> sdk;

  private record Sdk(Method put, Method remove) {}

  private TracedCode(Optional<Sdk> sdk) {
    this.sdk = sdk;
  }

  static TracedCode of(ClassLoader code) {
    try {
      Class<?> threads =
          Class.forName("software.amazon.awssdk.utilslite.SdkInternalThreadLocal", true, code);
      Class.forName(
              "software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor", true, code)
          .getMethod("addEnvironmentVariableOverride", String.class, String.class)
          .invoke(null, "AWS_LAMBDA_FUNCTION_NAME", "local");
      return new TracedCode(
          Optional.of(
              new Sdk(
                  threads.getMethod("put", String.class, String.class),
                  threads.getMethod("remove", String.class))));
    } catch (ReflectiveOperationException | LinkageError e) {
      // An older SDK, or none: on Lambda, too, nothing would be passed on through its threads.
      return new TracedCode(Optional.empty());
    }
  }

  /** Runs with the chain known to the SDK on this thread. */
  void within(Trace chain, Runnable invocation) {
    if (sdk.isEmpty()) {
      invocation.run();
      return;
    }
    Sdk known = sdk.orElseThrow();
    try {
      known.put().invoke(null, KEY, chain.header());
      try {
        invocation.run();
      } finally {
        known.remove().invoke(null, KEY);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the SDK cannot be told its chain", e);
    }
  }
}
