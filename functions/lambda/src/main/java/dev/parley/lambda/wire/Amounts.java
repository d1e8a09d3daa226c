package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.money.Money;
import java.util.Currency;

/** Reads and writes money: {@code {"amount": 250000, "currency": "RUB"}}, in the smallest unit. */
final class Amounts {
  private static final String EXPECTED =
      "an amount of at most "
          + Money.MOST
          + " in the smallest unit of its currency, written as a whole number without point and"
          + " exponent, such as {\"amount\": 250000, \"currency\": \"RUB\"}";

  private Amounts() {}

  /** An amount that may be nothing. */
  static Money read(Fields fields, String name) {
    return read(fields, name, 0);
  }

  /** An amount that is more than nothing. */
  static Money positive(Fields fields, String name) {
    return read(fields, name, 1);
  }

  private static Money read(Fields fields, String name, long atLeast) {
    String range = atLeast == 0 ? "not below zero, " : "more than zero, ";
    return fields.value(
        name,
        range + EXPECTED,
        money -> new Money(money.number("amount", atLeast, Money.MOST), currency(money)));
  }

  /** A currency of ISO 4217. */
  static Currency currency(Fields fields) {
    String code = fields.text("currency", Ids.CURRENCY);
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("currency", "a currency of ISO 4217, such as RUB");
    }
  }

  static ObjectNode write(Money money) {
    return Json.object()
        .put("amount", money.amount())
        .put("currency", money.currency().getCurrencyCode());
  }
}
