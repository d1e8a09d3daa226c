package dev.parley.core.ledger;

/**
 * One side of a transfer.
 *
 * @param owner as in {@link Book}; {@link Book#WORKSPACE} for an account that stands in no book
 * @param amount above zero for what the account gains
 */
public record Leg(Account account, String owner, long amount) {
  public Leg {
    if (!account.isKept() && !owner.equals(Book.WORKSPACE)) {
      throw new IllegalArgumentException(account + " is the workspace's own");
    }
  }

  /** A leg of an account of the workspace's own. */
  public static Leg of(Account account, long amount) {
    return new Leg(account, Book.WORKSPACE, amount);
  }
}
