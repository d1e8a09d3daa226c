package dev.parley.lambda.store;

import dev.parley.core.conversation.Content.Progress;
import dev.parley.core.conversation.Content.Progress.Mark;
import dev.parley.core.conversation.Content.Progress.Work;
import dev.parley.core.digest.Hash;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an entry says of a consultation, as attributes.
 *
 * <pre>
 * qi id          qv version       qe event    qs stage    qn service
 * qp price       qr refunded      qc the currency of both
 * qb begins at   qd is due at     qt note     qf files, parted by spaces
 * qk goodwill
 * qg version of the terms         qh their hash
 * qw b where paid work begins, e where it ends, absent where it goes on
 * qm one side tells the other
 * </pre>
 */
final class ProgressItem {
  private ProgressItem() {}

  static Attributes write(Attributes item, Progress it) {
    List<Currency> currencies =
        Stream.of(it.price(), it.refunded())
            .flatMap(Optional::stream)
            .map(Money::currency)
            .distinct()
            .toList();
    if (currencies.size() > 1) {
      throw new IllegalArgumentException("a consultation has one currency");
    }
    it.terms()
        .ifPresent(
            terms ->
                item.number("qg", terms.version())
                    .bytes("qh", EntryItem.decode(terms.hash().value())));
    return item.text("qi", it.consultation())
        .number("qv", it.version())
        .text("qe", it.event())
        .text("qs", it.stage())
        .text("qn", it.service())
        .number("qp", it.price().map(Money::amount))
        .number("qr", it.refunded().map(Money::amount))
        .text("qc", currencies.stream().findFirst().map(Currency::getCurrencyCode))
        .number("qb", it.startAt().map(Instant::toEpochMilli))
        .number("qd", it.dueAt().map(Instant::toEpochMilli))
        .text("qt", it.note())
        .text("qk", it.goodwill())
        .text("qf", files(it.files()))
        .text("qw", letter(it.work()))
        .flag("qm", it.said());
  }

  static Progress read(Attributes item) {
    return new Progress(
        item.text("qi"),
        item.number("qv"),
        item.text("qe"),
        item.text("qs"),
        item.optionalText("qn"),
        money(item, "qp"),
        instant(item, "qb"),
        instant(item, "qd"),
        terms(item),
        money(item, "qr"),
        item.optionalText("qt"),
        item.optionalText("qk"),
        item.optionalText("qf").stream()
            .flatMap(text -> Stream.of(text.split(" ")))
            .map(Long::valueOf)
            .toList(),
        work(item.optionalText("qw").orElse("")),
        item.flag("qm"));
  }

  private static Optional<String> files(List<Long> files) {
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(files.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private static Optional<String> letter(Work work) {
    return switch (work) {
      case BEGINS -> Optional.of("b");
      case GOES_ON -> Optional.empty();
      case ENDS -> Optional.of("e");
    };
  }

  private static Work work(String letter) {
    return switch (letter) {
      case "b" -> Work.BEGINS;
      case "e" -> Work.ENDS;
      default -> Work.GOES_ON;
    };
  }

  private static Optional<Money> money(Attributes item, String name) {
    return item.optionalNumber(name)
        .map(amount -> new Money(amount, Currency.getInstance(item.text("qc"))));
  }

  private static Optional<Mark> terms(Attributes item) {
    return item.optionalNumber("qg")
        .map(version -> new Mark(version.intValue(), new Hash(EntryItem.encode(item.bytes("qh")))));
  }

  private static Optional<Instant> instant(Attributes item, String name) {
    return item.optionalNumber(name).map(Instant::ofEpochMilli);
  }
}
