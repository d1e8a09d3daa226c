package dev.parley.core.ledger;

import java.util.Currency;

/**
 * The log of one owner's accounts that must agree with each other: a specialist's earnings and
 * debts change together or not at all, and cost one line.
 *
 * @param owner a person, or a consultation, or nobody for the workspace's own
 */
public record Book(String workspace, Account.Kind kind, String owner, Currency currency) {
  /** Owner of what belongs to the workspace. */
  public static final String WORKSPACE = "";

  static Book of(String workspace, Currency currency, Leg leg) {
    return new Book(workspace, leg.account().kind(), leg.owner(), currency);
  }

  public static Book wallet(String workspace, String person, Currency currency) {
    return new Book(workspace, Account.Kind.WALLET, person, currency);
  }

  public static Book income(String workspace, String person, Currency currency) {
    return new Book(workspace, Account.Kind.INCOME, person, currency);
  }

  public static Book escrow(String workspace, String consultation, Currency currency) {
    return new Book(workspace, Account.Kind.ESCROW, consultation, currency);
  }

  public static Book reserve(String workspace, Currency currency) {
    return new Book(workspace, Account.Kind.RESERVE, WORKSPACE, currency);
  }
}
