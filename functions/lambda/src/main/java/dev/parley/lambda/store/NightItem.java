package dev.parley.lambda.store;

import dev.parley.core.digest.Hash;
import dev.parley.core.finance.Difference;
import dev.parley.core.finance.Findings;
import dev.parley.core.finance.Mark;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.Report;
import dev.parley.core.finance.Slice;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Proof;
import dev.parley.core.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nights have found as attributes.
 *
 * <pre>
 * v  format               b  balances by account     t  what each account gained, by event: e, g
 * bs how many books       ls how many lines          f  flaws: w what, at where, l line
 * u  currency             d  differences: k kind, w what, a amount, u currency
 * im, un, re  imbalance, unmatched and reconciling
 * mi, mo  what came in and what left through the provider, by payment; of mo what is not nothing
 * wn, wh, in, ih  last line and its hash in a wallet and of an income     o  what is open
 * s  slices: k kind, n number, f behind whom, l whose is the last
 * </pre>
 */
final class NightItem {
  private static final String RESERVE = "r";
  private static final String LOOSE = "l";
  private static final String PEOPLE = "p";

  private NightItem() {}

  static Attributes write(Attributes item, Findings findings) {
    return found(item, findings.balances(), findings.turnovers(), findings.flaws())
        .number("bs", findings.books())
        .number("ls", findings.lines())
        .numbers("mi", moved(findings, Findings.Moved::in))
        .numbers("mo", moved(findings, Findings.Moved::out));
  }

  private static Map<String, Long> moved(Findings findings, ToLongFunction<Findings.Moved> amount) {
    return findings.moved().entrySet().stream()
        .filter(one -> amount.applyAsLong(one.getValue()) != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, one -> amount.applyAsLong(one.getValue())));
  }

  static Findings findings(Attributes item, String slice) {
    return new Findings(
        slice,
        LineItem.accounts(item, "b"),
        turnovers(item),
        item.number("bs"),
        item.number("ls"),
        moved(item),
        flaws(item));
  }

  private static Map<String, Findings.Moved> moved(Attributes item) {
    Map<String, Long> in = item.numbers("mi");
    Map<String, Long> out = item.numbers("mo");
    return Stream.concat(in.keySet().stream(), out.keySet().stream())
        .distinct()
        .collect(
            Collectors.toMap(
                payment -> payment,
                payment ->
                    new Findings.Moved(
                        in.getOrDefault(payment, 0L), out.getOrDefault(payment, 0L))));
  }

  static Attributes write(Attributes item, List<Slice> slices) {
    return item.number("v", 1).items("s", slices.stream().map(NightItem::slice).toList());
  }

  private static Attributes slice(Slice slice) {
    return switch (slice) {
      case Slice.Reserve _ -> Attributes.none().text("k", RESERVE);
      case Slice.Loose loose -> Attributes.none().text("k", LOOSE).number("n", loose.shard());
      case Slice.People people ->
          Attributes.none()
              .text("k", PEOPLE)
              .number("n", people.number())
              .text("f", people.after())
              .text("l", people.until());
    };
  }

  static List<Slice> slices(Attributes item) {
    return item.items("s").stream().map(NightItem::slice).toList();
  }

  private static Slice slice(Attributes item) {
    return switch (item.text("k")) {
      case RESERVE -> new Slice.Reserve();
      case LOOSE -> new Slice.Loose((int) item.number("n"));
      case PEOPLE ->
          new Slice.People((int) item.number("n"), item.optionalText("f"), item.optionalText("l"));
      default -> throw new IllegalStateException("a slice of an unknown kind");
    };
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
    return item.number("v", 1).text("u", mark.currency().getCurrencyCode()).texts("o", mark.open());
  }

  static Mark mark(Attributes item) {
    return new Mark(
        Currency.getInstance(item.text("u")), place(item, "w"), place(item, "i"), item.texts("o"));
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
    place.ifPresent(it -> item.number(what + "n", it.number()).text(what + "h", it.hash().value()));
  }

  private static Optional<Mark.Place> place(Attributes item, String what) {
    return item.has(what + "n")
        ? Optional.of(new Mark.Place(item.number(what + "n"), new Hash(item.text(what + "h"))))
        : Optional.empty();
  }
}
