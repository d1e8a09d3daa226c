package dev.parley.lambda.store;

import dev.parley.core.conversation.Content.Notice;
import dev.parley.core.money.Money;
import java.util.Currency;
import java.util.Optional;

/**
 * What an entry says of a person's money, as attributes.
 *
 * <pre>
 * me event    mi id of the payment    mw why
 * ma amount   mr repaid               mo owed    mc the currency of all three
 * </pre>
 */
final class NoticeItem {
  private NoticeItem() {}

  static Attributes write(Attributes item, Notice it) {
    return item.text("me", it.event())
        .text("mi", it.payment())
        .number("ma", it.amount().amount())
        .number("mr", it.repaid().map(Money::amount))
        .number("mo", it.owed().map(Money::amount))
        .text("mc", it.amount().currency().getCurrencyCode())
        .text("mw", it.reason());
  }

  static Notice read(Attributes item) {
    Currency currency = Currency.getInstance(item.text("mc"));
    return new Notice(
        item.text("me"),
        item.text("mi"),
        new Money(item.number("ma"), currency),
        money(item, "mr", currency),
        money(item, "mo", currency),
        item.optionalText("mw"));
  }

  private static Optional<Money> money(Attributes item, String name, Currency currency) {
    return item.optionalNumber(name).map(amount -> new Money(amount, currency));
  }
}
