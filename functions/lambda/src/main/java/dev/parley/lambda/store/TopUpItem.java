package dev.parley.lambda.store;

import dev.parley.core.money.Money;
import dev.parley.core.payment.TopUp;
import java.util.Currency;
import java.util.Optional;

/**
 * What a top-up has come to, as attributes.
 *
 * <pre>
 * k  stage   cs consultation that is to be paid with it   x  expires at   pg page
 * c  polls   f  whether it was refused                    a  when it was reached
 * e  the provider's name for it   r, tb  returned and taken back
 * </pre>
 */
final class TopUpItem {
  private static final String COMPLETES = "cs";
  private static final String EXPIRES_AT = "x";
  private static final String POLLS = "c";
  private static final String REFUSED = "f";
  private static final String AT = "a";

  private TopUpItem() {}

  static Attributes write(Attributes item, TopUp stage) {
    return switch (stage) {
      case TopUp.Asked it -> unpaid(item, "ta", it).instant(EXPIRES_AT, it.expiresAt());
      case TopUp.Waiting it ->
          unpaid(item, "tw", it)
              .text("pg", it.page())
              .instant(EXPIRES_AT, it.expiresAt())
              .number(POLLS, it.polls());
      case TopUp.Lapsed it ->
          unpaid(item, "tl", it).flag(REFUSED, it.refused()).instant(AT, it.at());
      case TopUp.Credited it ->
          item.text(PaymentItem.KIND, "tc")
              .text(COMPLETES, it.completes())
              .text("e", it.externalId())
              .number("r", it.returned().amount())
              .number("tb", it.takenBack().amount())
              .instant(AT, it.creditedAt());
    };
  }

  private static Attributes unpaid(Attributes item, String kind, TopUp.Unpaid it) {
    return item.text(PaymentItem.KIND, kind).text(COMPLETES, it.completes());
  }

  static TopUp read(Attributes item, Currency currency) {
    Optional<String> completes = item.optionalText(COMPLETES);
    String kind = item.text(PaymentItem.KIND);
    return switch (kind) {
      case "ta" ->
          new TopUp.Asked(completes, item.instant(EXPIRES_AT), item.instant(PaymentItem.WAKE_AT));
      case "tw" ->
          new TopUp.Waiting(
              completes,
              item.text("pg"),
              item.instant(EXPIRES_AT),
              (int) item.number(POLLS),
              item.instant(PaymentItem.WAKE_AT));
      case "tl" -> new TopUp.Lapsed(completes, item.flag(REFUSED), item.instant(AT));
      case "tc" ->
          new TopUp.Credited(
              completes,
              item.text("e"),
              new Money(item.number("r"), currency),
              new Money(item.number("tb"), currency),
              item.instant(AT));
      default -> throw PaymentItem.unknown(kind);
    };
  }
}
