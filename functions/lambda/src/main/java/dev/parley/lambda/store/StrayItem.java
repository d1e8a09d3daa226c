package dev.parley.lambda.store;

import dev.parley.core.money.Money;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Stray;
import java.util.Currency;

/**
 * What money that fits nothing has come to, as attributes.
 *
 * <pre>
 * k  stage   e  the provider's name for it   rf what it was paid under   w  why it fits nothing
 * a  when it was reached   ka when it was kept, of one that is given back
 * pe whose it was found to be   y  by whom   r  why   tb taken back   wd withdrawal that it leaves by
 * </pre>
 */
final class StrayItem {
  private static final String EXTERNAL_ID = "e";
  private static final String REFERENCE = "rf";
  private static final String WHY = "w";
  private static final String AT = "a";
  private static final String KEPT_AT = "ka";
  private static final String BY = "y";
  private static final String REASON = "r";

  private StrayItem() {}

  static Attributes write(Attributes item, Stray stage) {
    item.text(EXTERNAL_ID, stage.externalId());
    return switch (stage) {
      case Stray.Kept it -> kept(item.text(PaymentItem.KIND, "sk"), it);
      case Stray.Assigned it ->
          item.text(PaymentItem.KIND, "sa")
              .text("pe", it.person())
              .text(BY, it.by())
              .text(REASON, it.reason())
              .number("tb", it.takenBack().amount())
              .instant(AT, it.at());
      case Stray.GivenBack it ->
          kept(item.text(PaymentItem.KIND, "sb"), it.kept())
              .text(BY, it.by())
              .text(REASON, it.reason())
              .text("wd", it.withdrawal().value())
              .instant(AT, it.at());
      case Stray.Gone it -> item.text(PaymentItem.KIND, "sg").instant(AT, it.at());
    };
  }

  private static Attributes kept(Attributes item, Stray.Kept it) {
    return item.text(REFERENCE, it.reference())
        .text(WHY, it.why().name())
        .instant(KEPT_AT, it.at());
  }

  static Stray read(Attributes item, String workspace, Currency currency) {
    String externalId = item.text(EXTERNAL_ID);
    String kind = item.text(PaymentItem.KIND);
    return switch (kind) {
      case "sk" -> kept(item);
      case "sa" ->
          new Stray.Assigned(
              externalId,
              item.text("pe"),
              item.text(BY),
              item.text(REASON),
              new Money(item.number("tb"), currency),
              item.instant(AT));
      case "sb" ->
          new Stray.GivenBack(
              kept(item),
              item.text(BY),
              item.text(REASON),
              new PaymentId(workspace, item.text("wd")),
              item.instant(AT));
      case "sg" -> new Stray.Gone(externalId, item.instant(AT));
      default -> throw PaymentItem.unknown(kind);
    };
  }

  private static Stray.Kept kept(Attributes item) {
    return new Stray.Kept(
        item.text(EXTERNAL_ID),
        item.optionalText(REFERENCE),
        Stray.Why.valueOf(item.text(WHY)),
        item.instant(KEPT_AT));
  }
}
