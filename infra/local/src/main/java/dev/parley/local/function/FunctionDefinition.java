package dev.parley.local.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What is needed to run a function.
 *
 * @param id logical id in the template, by which it is invoked
 * @param name its name on AWS
 * @param arn as invoked
 * @param handler a class name, or {@code Class::handleRequest}
 * @param code the jar that holds the class and all it needs
 */
public record FunctionDefinition(
    String id,
    String name,
    String arn,
    String handler,
    Path code,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment,
    RecursiveLoop recursiveLoop) {

  /** A function that is stopped when it invokes itself, which is AWS's default. */
  public FunctionDefinition(
      String id,
      String name,
      String arn,
      String handler,
      Path code,
      Duration timeout,
      int memoryMegabytes,
      Map<String, String> environment) {
    this(
        id,
        name,
        arn,
        handler,
        code,
        timeout,
        memoryMegabytes,
        environment,
        RecursiveLoop.TERMINATE);
  }

  public FunctionDefinition {
    environment = Map.copyOf(environment);
  }
}
