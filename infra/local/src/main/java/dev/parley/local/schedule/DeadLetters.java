package dev.parley.local.schedule;

import java.util.Map;

/** Puts into a queue what could not be delivered. */
@FunctionalInterface
public interface DeadLetters {
  void send(String queueArn, byte[] body, Map<String, String> attributes);
}
