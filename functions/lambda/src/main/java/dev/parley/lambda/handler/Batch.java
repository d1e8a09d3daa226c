package dev.parley.lambda.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Messages of a queue that came together: none keeps another from its verdict. */
final class Batch {
  private Batch() {}

  /**
   * @return the ids of those that failed and are to come again
   */
  static <M> List<String> each(
      List<M> messages, Function<M, String> id, Consumer<M> work, Log log) {
    List<String> failed = new ArrayList<>();
    for (M message : messages) {
      try {
        work.accept(message);
      } catch (RuntimeException e) {
        log.failed(e);
        failed.add(id.apply(message));
      }
    }
    return failed;
  }
}
