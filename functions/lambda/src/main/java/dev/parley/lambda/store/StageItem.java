package dev.parley.lambda.store;

import dev.parley.core.consultation.Actor;
import dev.parley.core.consultation.Settlement;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Terms;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/**
 * What an order has come to, as attributes. When it wakes stands among the keys of the indexes and
 * nowhere else, see {@link OrderItem}.
 *
 * <pre>
 * k  stage   a  when it was reached   z  due at, where that is not when it wakes
 * x  offers or reminders so far       l  milliseconds of the window that were left
 * r, g, j, q  released, refunded, commission and advanced; g and u also of one called off
 * by who called it off
 * </pre>
 */
final class StageItem {
  private static final String KIND = "k";
  private static final String AT = "a";
  private static final String DUE_AT = "z";
  private static final String COUNT = "x";

  private StageItem() {}

  static Attributes write(Attributes item, Stage stage) {
    return switch (stage) {
      case Stage.Requested it ->
          TermsItem.write(item.text(KIND, "rq"), it.wish()).number(COUNT, it.offers());
      case Stage.Offered it -> TermsItem.write(item.text(KIND, "of"), it.standing());
      case Stage.Agreed it -> bound(item, "ag", it.standing(), it.agreedAt());
      case Stage.Paid it ->
          bound(item, "pd", it.standing(), it.paidAt()).number(DUE_AT, millis(it.dueAt()));
      case Stage.Open it ->
          bound(item, "op", it.standing(), it.openedAt())
              .number(DUE_AT, millis(it.dueAt()))
              .number(COUNT, it.reminders());
      case Stage.Closed it -> bound(item, "cl", it.standing(), it.closedAt());
      case Stage.Disputed it ->
          bound(item, "di", it.standing(), it.closedAt()).number("l", it.left().toMillis());
      case Stage.Completed it ->
          write(bound(item, "co", it.standing(), it.completedAt()), it.settlement());
      case Stage.Declined it -> item.text(KIND, "de").number(AT, millis(it.at()));
      case Stage.Cancelled it ->
          item.text(KIND, "ca")
              .number(AT, millis(it.at()))
              .text("by", it.by().name())
              .number("g", it.refunded().amount())
              .text("u", it.refunded().currency().getCurrencyCode());
      case Stage.Expired it -> item.text(KIND, "ex").number(AT, millis(it.at()));
    };
  }

  private static Attributes bound(Attributes item, String kind, Terms terms, Instant at) {
    return TermsItem.write(item.text(KIND, kind), terms).number(AT, millis(at));
  }

  private static Attributes write(Attributes item, Settlement it) {
    return item.number("r", it.released().amount())
        .number("g", it.refunded().amount())
        .number("j", it.commission().amount())
        .number("q", it.advanced().amount());
  }

  /**
   * @param wakeAt as the keys of the indexes have it
   * @param claimedAt the same
   */
  static Stage read(Attributes item, Optional<Instant> wakeAt, Optional<Instant> claimedAt) {
    String kind = item.text(KIND);
    return switch (kind) {
      case "rq" ->
          new Stage.Requested(TermsItem.wish(item), (int) item.number(COUNT), wakeAt.orElseThrow());
      case "of" -> new Stage.Offered(TermsItem.read(item), wakeAt.orElseThrow());
      case "ag" -> new Stage.Agreed(TermsItem.read(item), at(item), wakeAt.orElseThrow());
      case "pd" ->
          new Stage.Paid(
              TermsItem.read(item), at(item), wakeAt.orElseThrow(), instant(item, DUE_AT));
      case "op" ->
          new Stage.Open(
              TermsItem.read(item), at(item), instant(item, DUE_AT), (int) item.number(COUNT));
      case "cl" -> new Stage.Closed(TermsItem.read(item), at(item), wakeAt.orElseThrow());
      case "di" ->
          new Stage.Disputed(
              TermsItem.read(item),
              at(item),
              Duration.ofMillis(item.number("l")),
              claimedAt.orElseThrow(),
              wakeAt);
      case "co" -> new Stage.Completed(TermsItem.read(item), settlement(item), at(item));
      case "de" -> new Stage.Declined(at(item));
      case "ca" -> new Stage.Cancelled(Actor.valueOf(item.text("by")), money(item, "g"), at(item));
      case "ex" -> new Stage.Expired(at(item));
      default -> throw new IllegalStateException("an order has come to an unknown stage: " + kind);
    };
  }

  private static Settlement settlement(Attributes item) {
    return new Settlement(money(item, "r"), money(item, "g"), money(item, "j"), money(item, "q"));
  }

  private static Money money(Attributes item, String name) {
    return new Money(item.number(name), Currency.getInstance(item.text("u")));
  }

  private static Instant at(Attributes item) {
    return instant(item, AT);
  }

  private static Instant instant(Attributes item, String name) {
    return Instant.ofEpochMilli(item.number(name));
  }

  private static long millis(Instant instant) {
    return instant.toEpochMilli();
  }
}
