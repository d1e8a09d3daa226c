package dev.parley.lambda.store;

import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A line of a book, or loose legs, as attributes.
 *
 * <pre>
 * v  format   at milliseconds      h  hash of a line
 * t  transfer of a line            u  currency of loose legs
 * e  event    of, by, re  for what, by whom and why
 * g  what each account gains       b  balances after a line
 * l  digest of all legs of a line's transfer; lines of the first format have none
 * </pre>
 */
final class LineItem {
  private LineItem() {}

  static Attributes key(Book book, long number) {
    return Attributes.none().text("book", Keys.book(book)).text("line", Keys.line(number));
  }

  static Attributes key(String workspace, String transfer) {
    return Attributes.none()
        .text("book", Keys.loose(workspace, Loose.shard(transfer)))
        .text("line", transfer);
  }

  static Attributes write(Attributes item, Line line) {
    line.legs().ifPresent(legs -> item.bytes("l", EntryItem.decode(legs)));
    return moved(item, line.cause(), line.at(), line.amounts())
        .number("v", line.legs().isPresent() ? 2 : 1)
        .text("t", line.transfer())
        .numbers("b", names(line.balances()))
        .bytes("h", EntryItem.decode(line.hash().value()));
  }

  static Attributes write(Attributes item, Loose loose) {
    return moved(item, loose.cause(), loose.at(), loose.amounts())
        .text("u", loose.currency().getCurrencyCode());
  }

  private static Attributes moved(
      Attributes item, Cause cause, Instant at, Map<Account, Long> amounts) {
    return item.number("v", 1)
        .number("at", at.toEpochMilli())
        .text("e", cause.event().name())
        .text("of", cause.of())
        .text("by", cause.by())
        .text("re", cause.reason())
        .numbers("g", names(amounts));
  }

  static Line line(Attributes item, Book book) {
    return new Line(
        book,
        Keys.lineNumber(item.text("line")),
        item.text("t"),
        cause(item),
        Instant.ofEpochMilli(item.number("at")),
        item.has("l") ? Optional.of(EntryItem.encode(item.bytes("l"))) : Optional.empty(),
        accounts(item, "g"),
        accounts(item, "b"),
        new Hash(EntryItem.encode(item.bytes("h"))));
  }

  static Loose loose(Attributes item, String workspace) {
    return new Loose(
        workspace,
        item.text("line"),
        Currency.getInstance(item.text("u")),
        cause(item),
        Instant.ofEpochMilli(item.number("at")),
        accounts(item, "g"));
  }

  private static Cause cause(Attributes item) {
    return new Cause(
        Cause.Event.valueOf(item.text("e")),
        item.text("of"),
        item.optionalText("by"),
        item.optionalText("re"));
  }

  static Map<String, Long> names(Map<Account, Long> sums) {
    return sums.entrySet().stream()
        .collect(Collectors.toMap(one -> one.getKey().name(), Map.Entry::getValue));
  }

  static Map<Account, Long> accounts(Attributes item, String name) {
    return item.numbers(name).entrySet().stream()
        .collect(Collectors.toMap(one -> Account.valueOf(one.getKey()), Map.Entry::getValue));
  }
}
