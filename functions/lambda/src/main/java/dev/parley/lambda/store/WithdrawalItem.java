package dev.parley.lambda.store;

import dev.parley.core.payment.Destination;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Purse;
import dev.parley.core.payment.Withdrawal;

/**
 * What a withdrawal has come to, as attributes.
 *
 * <pre>
 * k  stage   pu  purse   op, oe  payment that goes back, and the provider's name for it
 * c  how often it was tried or asked about   e  the provider's name for what was sent
 * a  when it was reached   y  who said no   r  why
 * </pre>
 */
final class WithdrawalItem {
  private static final String PURSE = "pu";
  private static final String COUNT = "c";
  private static final String EXTERNAL_ID = "e";
  private static final String AT = "a";
  private static final String BY = "y";
  private static final String REASON = "r";

  private WithdrawalItem() {}

  static Attributes write(Attributes item, Withdrawal stage) {
    to(item, stage.to());
    return switch (stage) {
      case Withdrawal.Awaiting _ -> item.text(PaymentItem.KIND, "wa");
      case Withdrawal.Sending it -> item.text(PaymentItem.KIND, "ws").number(COUNT, it.failures());
      case Withdrawal.Reconciling it ->
          item.text(PaymentItem.KIND, "wr").instant(AT, it.since()).number(COUNT, it.asked());
      case Withdrawal.Sent it ->
          item.text(PaymentItem.KIND, "wt")
              .text(EXTERNAL_ID, it.externalId())
              .number(COUNT, it.asked());
      case Withdrawal.Paid it ->
          item.text(PaymentItem.KIND, "wp").text(EXTERNAL_ID, it.externalId()).instant(AT, it.at());
      case Withdrawal.Failed it ->
          item.text(PaymentItem.KIND, "wf").text(REASON, it.reason()).instant(AT, it.at());
      case Withdrawal.Rejected it ->
          item.text(PaymentItem.KIND, "wj")
              .text(BY, it.by())
              .text(REASON, it.reason())
              .instant(AT, it.at());
      case Withdrawal.Cancelled it -> item.text(PaymentItem.KIND, "wc").instant(AT, it.at());
    };
  }

  private static void to(Attributes item, Destination to) {
    switch (to) {
      case Destination.ToPurse it -> item.text(PURSE, it.purse().number());
      case Destination.ToOrigin it ->
          item.text("op", it.payment().value()).text("oe", it.externalId());
    }
  }

  static Withdrawal read(Attributes item, String workspace) {
    Destination to = to(item, workspace);
    String kind = item.text(PaymentItem.KIND);
    return switch (kind) {
      case "wa" -> new Withdrawal.Awaiting(to);
      case "ws" -> new Withdrawal.Sending(to, count(item), item.instant(PaymentItem.WAKE_AT));
      case "wr" ->
          new Withdrawal.Reconciling(
              to, item.instant(AT), count(item), item.instant(PaymentItem.WAKE_AT));
      case "wt" ->
          new Withdrawal.Sent(
              to, item.optionalText(EXTERNAL_ID), count(item), item.instant(PaymentItem.WAKE_AT));
      case "wp" -> new Withdrawal.Paid(to, item.optionalText(EXTERNAL_ID), item.instant(AT));
      case "wf" -> new Withdrawal.Failed(to, item.text(REASON), item.instant(AT));
      case "wj" -> new Withdrawal.Rejected(to, item.text(BY), item.text(REASON), item.instant(AT));
      case "wc" -> new Withdrawal.Cancelled(to, item.instant(AT));
      default -> throw PaymentItem.unknown(kind);
    };
  }

  private static Destination to(Attributes item, String workspace) {
    return item.has(PURSE)
        ? new Destination.ToPurse(new Purse(item.text(PURSE)))
        : new Destination.ToOrigin(new PaymentId(workspace, item.text("op")), item.text("oe"));
  }

  private static int count(Attributes item) {
    return (int) item.number(COUNT);
  }
}
