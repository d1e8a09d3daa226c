package dev.parley.lambda.store;

import dev.parley.core.digest.Hash;
import dev.parley.core.finance.Difference;
import dev.parley.core.finance.Findings;
import dev.parley.core.finance.Mark;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.Report;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Proof;
import dev.parley.core.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What nights have found as attributes.
 *
 * <pre>
 * v  format               b  balances by account     t  what each account gained, by event: e, g
 * bs how many books       ls how many lines          f  flaws: w what, at where, l line
 * u  currency             d  differences: k kind, w what, a amount, u currency
 * im, un, re  imbalance, unmatched and reconciling
 * wn, wh, in, ih  last line and its hash in a wallet and of an income     o  what is open
 * </pre>
 */
final class NightItem {
  private NightItem() {}

  static Attributes write(Attributes item, Findings findings) {
    return found(item, findings.balances(), findings.turnovers(), findings.flaws())
        .number("bs", findings.books())
        .number("ls", findings.lines());
  }

  static Findings findings(Attributes item, String slice) {
    return new Findings(
        slice,
        LineItem.accounts(item, "b"),
        turnovers(item),
        item.number("bs"),
        item.number("ls"),
        flaws(item));
  }

  static Attributes write(Attributes item, Report report) {
    return found(item, report.balances(), report.turnovers(), report.flaws())
        .number("bs", report.books())
        .number("ls", report.lines())
        .text("u", report.imbalance().currency().getCurrencyCode())
        .number("im", report.imbalance().amount())
        .number("un", report.unmatched().amount())
        .number("re", report.reconciling().amount())
        .items("d", report.differences().stream().map(NightItem::difference).toList());
  }

  static Report report(Attributes item, Night night) {
    Currency currency = Currency.getInstance(item.text("u"));
    return new Report(
        night,
        LineItem.accounts(item, "b"),
        turnovers(item),
        item.number("bs"),
        item.number("ls"),
        new Money(item.number("im"), currency),
        new Money(item.number("un"), currency),
        new Money(item.number("re"), currency),
        flaws(item),
        item.items("d").stream().map(NightItem::difference).toList());
  }

  static Attributes write(Attributes item, Mark mark) {
    place(item, "w", mark.wallet());
    place(item, "i", mark.income());
    return item.number("v", 1).texts("o", mark.open());
  }

  static Mark mark(Attributes item) {
    return new Mark(place(item, "w"), place(item, "i"), Set.copyOf(item.texts("o")));
  }

  private static Attributes found(
      Attributes item,
      Map<Account, Long> balances,
      Map<Cause.Event, Map<Account, Long>> turnovers,
      List<Proof.Flaw> flaws) {
    List<Attributes> gained =
        turnovers.entrySet().stream()
            .map(
                one ->
                    Attributes.none()
                        .text("e", one.getKey().name())
                        .numbers("g", LineItem.names(one.getValue())))
            .toList();
    return item.number("v", 1)
        .numbers("b", LineItem.names(balances))
        .items("t", gained)
        .items("f", flaws.stream().map(NightItem::flaw).toList());
  }

  private static Map<Cause.Event, Map<Account, Long>> turnovers(Attributes item) {
    return item.items("t").stream()
        .collect(
            Collectors.toMap(
                one -> Cause.Event.valueOf(one.text("e")), one -> LineItem.accounts(one, "g")));
  }

  private static Attributes flaw(Proof.Flaw flaw) {
    return Attributes.none()
        .text("w", flaw.what().name())
        .text("at", flaw.where())
        .number("l", flaw.line());
  }

  private static List<Proof.Flaw> flaws(Attributes item) {
    return item.items("f").stream()
        .map(
            one ->
                new Proof.Flaw(
                    Proof.Flaw.What.valueOf(one.text("w")), one.text("at"), one.number("l")))
        .toList();
  }

  private static Attributes difference(Difference it) {
    return Attributes.none()
        .text("k", it.kind().name())
        .text("w", it.what())
        .number("a", it.amount().amount())
        .text("u", it.amount().currency().getCurrencyCode());
  }

  private static Difference difference(Attributes item) {
    return new Difference(
        Difference.Kind.valueOf(item.text("k")),
        item.text("w"),
        new Money(item.number("a"), Currency.getInstance(item.text("u"))));
  }

  private static void place(Attributes item, String what, Optional<Mark.Place> place) {
    place.ifPresent(
        it ->
            item.number(what + "n", it.number())
                .bytes(what + "h", EntryItem.decode(it.hash().value())));
  }

  private static Optional<Mark.Place> place(Attributes item, String what) {
    return item.has(what + "n")
        ? Optional.of(
            new Mark.Place(
                item.number(what + "n"), new Hash(EntryItem.encode(item.bytes(what + "h")))))
        : Optional.empty();
  }
}
