package dev.parley.lambda.handler;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Calls functions as they stand, with events as they were recorded. */
record AsRecorded(Surroundings around) implements EvidencePlay.Functions {
  @Override
  public String call(String function, String event, String... replaced) throws IOException {
    return RecordedPlay.rest(around, event, pairs(replaced)).getBody();
  }

  /** What is to be replaced, by what. */
  static Map<String, String> pairs(String... replaced) {
    Map<String, String> now = new HashMap<>();
    for (int i = 0; i < replaced.length; i += 2) {
      now.put(replaced[i], replaced[i + 1]);
    }
    return now;
  }

  @Override
  public Map<String, String> environment(String function) {
    return around.environment();
  }
}
