package dev.parley.core.ledger;

/** Where money can be. Together all accounts of a workspace hold nothing, in every currency. */
public enum Account {
  /** What a client can pay with. */
  WALLET(Kind.WALLET, 0),
  /** What is on its way from a wallet back to where it came from. */
  RETURNING(Kind.WALLET, 0),
  /** What a specialist has earned and can withdraw. */
  EARNINGS(Kind.INCOME, 0),
  /** What is on its way out to a specialist. */
  WITHDRAWING(Kind.INCOME, 0),
  /**
   * What a person owes the workspace, as an amount below zero: it was given back to a client after
   * the specialist had got it, or a client's bank took it back after it was spent.
   */
  RECEIVABLE(Kind.INCOME, Long.MIN_VALUE),
  /** What a client has paid for a consultation that has not been settled. */
  ESCROW(Kind.ESCROW, 0),
  /** The workspace's own money, for what must be given back after the specialist has got it. */
  RESERVE(Kind.RESERVE, 0),
  /** What the workspace has earned. */
  COMMISSION,
  /** What has come in through the provider and not left, as an amount below zero. */
  GATEWAY,
  /** What accountants have put in that came some other way, as an amount below zero. */
  BANK,
  /** What has come in through the provider and fits nothing that was expected. */
  UNMATCHED,
  /** What the reserve has laid out and not got back into it. */
  ADVANCES;

  /** What the books of one kind hold. */
  public enum Kind {
    WALLET,
    INCOME,
    ESCROW,
    RESERVE
  }

  private final Kind kind;
  private final long floor;

  Account(Kind kind, long floor) {
    this.kind = kind;
    this.floor = floor;
  }

  /** An account that every transfer may touch: it has no balance that anybody must wait for. */
  Account() {
    this(null, Long.MIN_VALUE);
  }

  /** Whether it stands in a book, with a balance after every line. */
  public boolean isKept() {
    return kind != null;
  }

  /** The kind of book it stands in. */
  public Kind kind() {
    if (kind == null) {
      throw new IllegalStateException(this + " stands in no book");
    }
    return kind;
  }

  /** What its balance is never below. */
  long floor() {
    return floor;
  }

  /** What its balance is never above: nobody is owed by owing. */
  long ceiling() {
    return this == RECEIVABLE ? 0 : Long.MAX_VALUE;
  }
}
