package dev.parley.lambda.wire;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Wallets;
import java.util.Map;
import java.util.Set;

/**
 * Which lines of a book somebody wants.
 *
 * @param after number of the last line that they have
 */
public record StatementQuery(Account.Kind account, long after, int limit) {
  private static final long LINES = 9_999_999_999L;
  private static final int DEFAULT_LINES = 50;

  /** {@code account=wallet|income}, {@code after} and {@code limit}. */
  static StatementQuery read(Map<String, String> parameters) {
    Query query = Query.of(parameters, Set.of("account", "after", "limit"));
    Account.Kind account =
        switch (query.text("account").orElse("wallet")) {
          case "wallet" -> Account.Kind.WALLET;
          case "income" -> Account.Kind.INCOME;
          default -> throw Fields.invalid("account", "wallet or income");
        };
    return new StatementQuery(
        account,
        query.number("after", 0, LINES, 0),
        (int) query.number("limit", 1, Wallets.PAGE_LINES, DEFAULT_LINES));
  }
}
