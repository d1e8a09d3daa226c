package dev.parley.local.stream;

/** Where the descriptions of batches go that a source has given up. */
@FunctionalInterface
public interface OnFailure {
  /**
   * @param destinationArn of the queue or topic that the source names
   * @param json AWS's description of the batch, without its records
   */
  void send(String destinationArn, byte[] json);
}
