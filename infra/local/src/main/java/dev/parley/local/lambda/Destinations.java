package dev.parley.local.lambda;

import dev.parley.local.function.Trace;
import java.util.Map;

/** Sends to whatever an ARN names: a queue, a topic, a function. */
@FunctionalInterface
public interface Destinations {
  /**
   * Throws when it cannot be sent, which is logged; it is not tried again.
   *
   * @param attributes of the message; empty for records of destinations
   * @param chain that goes on there, the invocation included that it is about
   */
  void send(String arn, byte[] json, Map<String, String> attributes, Trace chain);
}
