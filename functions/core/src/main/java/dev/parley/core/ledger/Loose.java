package dev.parley.core.ledger;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;

/**
 * The legs of a transfer in accounts that stand in no book: kept by transfer, so that transfers
 * never wait for each other there.
 *
 * @param at that of the transfer's lines
 */
public record Loose(
    String workspace,
    String transfer,
    Currency currency,
    Cause cause,
    Instant at,
    Map<Account, Long> amounts) {
  /** Over how many places the loose legs of a workspace are spread. */
  public static final int SHARDS = 16;

  public Loose {
    amounts = Map.copyOf(amounts);
  }

  /** Where among {@link #SHARDS} the loose legs of a transfer are kept. */
  public static int shard(String transfer) {
    return Math.floorMod(transfer.hashCode(), SHARDS);
  }
}
