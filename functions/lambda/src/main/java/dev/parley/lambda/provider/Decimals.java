package dev.parley.lambda.provider;

import dev.parley.core.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Money as decimals of the main unit, {@code 1500.00}, exactly: through no binary fraction. */
final class Decimals {
  private static final Pattern FORM = Pattern.compile("\\d{1,15}(\\.\\d{1,8})?");

  private Decimals() {}

  static String text(Money money) {
    return BigDecimal.valueOf(money.amount(), money.currency().getDefaultFractionDigits())
        .toPlainString();
  }

  /** Empty when it is no amount, or has a part that is smaller than the currency's smallest. */
  static Optional<Money> money(String text, String currency) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Currency known = Currency.getInstance(currency);
      BigDecimal smallest =
          new BigDecimal(text).movePointRight(Math.max(0, known.getDefaultFractionDigits()));
      return Optional.of(new Money(smallest.longValueExact(), known))
          .filter(money -> money.amount() <= Money.MOST);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
