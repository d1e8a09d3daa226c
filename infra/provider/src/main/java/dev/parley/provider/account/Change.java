package dev.parley.provider.account;

/** Something that the provider knows from now on. */
public sealed interface Change {
  /** A payment as it stands now. */
  record OfPayment(Payment payment) implements Change {}

  /** A payout or refund as it stands now. */
  record OfPayout(Payout payout) implements Change {}

  /**
   * A line more in the book.
   *
   * @param planted whether it is of nothing
   */
  record OfBook(Operation operation, boolean planted) implements Change {}

  /** Which request came under a key, and the id of what it has made. */
  record OfKey(String key, Order order, String made) implements Change {}
}
