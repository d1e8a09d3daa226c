package dev.parley.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function with its own resolved environment.
 *
 * @param arn as invoked, so with the alias when there is one
 * @param code the jar, resolved against the template's folder
 * @param environment its variables, and those that Lambda itself sets
 */
public record FunctionResource(
    String id,
    String name,
    String arn,
    String handler,
    Path code,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment) {

  public FunctionResource {
    environment = Map.copyOf(environment);
  }
}
