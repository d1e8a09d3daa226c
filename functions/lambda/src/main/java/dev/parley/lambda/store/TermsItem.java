package dev.parley.lambda.store;

import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Terms;
import dev.parley.core.consultation.Wish;
import dev.parley.core.digest.Hash;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

/**
 * What is wanted and on which terms, as attributes of orders and papers.
 *
 * <pre>
 * y service   b begins at   e due at, or  f due within so many milliseconds
 * i version   p price       u currency    m commission    h hash
 * </pre>
 */
final class TermsItem {
  private TermsItem() {}

  static Attributes write(Attributes item, Wish wish) {
    switch (wish.due()) {
      case Due.At at -> item.number("e", at.instant().toEpochMilli());
      case Due.Within within -> item.number("f", within.duration().toMillis());
    }
    return item.text("y", wish.service()).number("b", wish.startAt().map(Instant::toEpochMilli));
  }

  static Attributes write(Attributes item, Terms terms) {
    return write(item, terms.wish())
        .number("i", terms.version())
        .number("p", terms.price().amount())
        .text("u", terms.price().currency().getCurrencyCode())
        .number("m", terms.commission().value())
        .bytes("h", EntryItem.decode(terms.hash().value()));
  }

  static boolean isIn(Attributes item) {
    return item.has("h");
  }

  static Terms read(Attributes item) {
    return new Terms(
        (int) item.number("i"),
        wish(item),
        new Money(item.number("p"), Currency.getInstance(item.text("u"))),
        new BasisPoints((int) item.number("m")),
        new Hash(EntryItem.encode(item.bytes("h"))));
  }

  static Wish wish(Attributes item) {
    return new Wish(
        item.text("y"),
        item.has("e")
            ? new Due.At(Instant.ofEpochMilli(item.number("e")))
            : new Due.Within(Duration.ofMillis(item.number("f"))),
        item.optionalNumber("b").map(Instant::ofEpochMilli));
  }
}
