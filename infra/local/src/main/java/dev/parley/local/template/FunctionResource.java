package dev.parley.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A function with its own resolved environment.
 *
 * @param arn as invoked, so with the alias when there is one
 * @param code the jar, resolved against the template's folder
 * @param environment its variables, and those that Lambda itself sets
 * @param recursiveLoop what becomes of a chain of invocations that comes back to it
 * @param asynchronous what becomes of events that it is given without anybody waiting
 */
public record FunctionResource(
    String id,
    String name,
    String arn,
    String handler,
    Path code,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment,
    RecursiveLoop recursiveLoop,
    Asynchronous asynchronous) {

  public FunctionResource {
    environment = Map.copyOf(environment);
  }

  /** Whether Lambda stops a chain of invocations after about 16 of them. */
  public enum RecursiveLoop {
    TERMINATE,
    ALLOW
  }

  /**
   * How events are treated that nobody waits for.
   *
   * @param onSuccess the ARN of a queue, a topic or a function that is told
   * @param onFailure the same
   * @param deadLetterTarget the ARN of a queue or topic that gets the event itself
   */
  public record Asynchronous(
      int maximumRetryAttempts,
      Duration maximumEventAge,
      Optional<String> onSuccess,
      Optional<String> onFailure,
      Optional<String> deadLetterTarget) {}
}
