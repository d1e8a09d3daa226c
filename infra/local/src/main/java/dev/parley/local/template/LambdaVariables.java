package dev.parley.local.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The environment variables that Lambda itself sets for a function. */
final class LambdaVariables {
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private LambdaVariables() {}

  static boolean isReserved(String name) {
    return RESERVED.contains(name) || name.startsWith("AWS_LAMBDA_");
  }

  static Map<String, String> of(
      String function, int memory, String handler, String runtime, boolean published) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("_HANDLER", handler);
    variables.put("AWS_REGION", Aws.REGION);
    variables.put("AWS_DEFAULT_REGION", Aws.REGION);
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + runtime);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", published ? "1" : "$LATEST");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function);
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    return variables;
  }
}
