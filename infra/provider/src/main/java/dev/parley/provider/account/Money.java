package dev.parley.provider.account;

/**
 * An amount of a currency, below zero where it leaves the account.
 *
 * @param amount in minor units
 * @param currency its three letters
 */
public record Money(long amount, String currency) {
  Money with(long other) {
    return new Money(other, currency);
  }

  public Money negated() {
    return with(Math.negateExact(amount));
  }
}
