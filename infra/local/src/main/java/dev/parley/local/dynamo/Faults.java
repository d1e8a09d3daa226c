package dev.parley.local.dynamo;

/**
 * What is to go wrong by chance, as it does on AWS under load and never in DynamoDB Local. Each is
 * so many of a thousand requests; the same seed and the same requests give the same faults.
 *
 * @param conflicts writes refused because a transaction is under way on an item, and not applied
 * @param throttles reads and writes refused because of the table's throughput, and not applied
 * @param lostAnswers writes that are applied and whose connection is cut instead of an answer
 */
public record Faults(long seed, int conflicts, int throttles, int lostAnswers) {
  static final int ALL = 1000;

  /** Nothing goes wrong. */
  public static final Faults NONE = new Faults(0, 0, 0, 0);

  public Faults {
    if (conflicts < 0 || throttles < 0 || lostAnswers < 0) {
      throw new IllegalArgumentException("a share cannot be negative");
    }
    if (conflicts + throttles > ALL || lostAnswers > ALL) {
      throw new IllegalArgumentException("a share is at most " + ALL + " of a thousand");
    }
  }
}
