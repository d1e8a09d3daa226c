package dev.parley.local.function;

/** Takes what functions log. */
@FunctionalInterface
public interface LogSink {
  /**
   * @param function logical id
   * @param text may hold several lines; ends without a line break
   */
  void log(String function, String requestId, String text);
}
