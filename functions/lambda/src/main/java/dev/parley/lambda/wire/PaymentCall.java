package dev.parley.lambda.wire;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Errand;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Desk;
import dev.parley.core.payment.Limits;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Withdrawals.Where;
import java.util.Optional;
import java.util.Set;

/** What a call about payments says. */
public final class PaymentCall {
  private static final int PURSE_CHARACTERS = 32;

  private final Call call;

  public PaymentCall(Call call) {
    this.call = call;
  }

  /**
   * What somebody wants to pay in.
   *
   * @param completes value of the id of the consultation that is to be paid with it
   */
  public record TopUp(String key, Money amount, Optional<String> completes) {}

  /** What somebody wants to have, and where. */
  public record Withdrawal(String key, Money amount, Where where) {}

  /** What an accountant does with somebody's money, and why. */
  public record Reasoned(String key, String reason) {}

  /** To whom an accountant gives what has come in, and why. */
  public record Assigned(String key, String person, String reason) {}

  /**
   * A consultation that is to be paid.
   *
   * @param topsUp whether a top-up is wanted of whatever is missing
   */
  public record Paid(Errand.Carry errand, boolean topsUp) {}

  /** Which payments are to be listed. */
  public record Desks(Desk desk, Places places) {}

  /** {@code {amount, completes?}}. */
  public TopUp topUp() {
    return call.read(
        fields -> new TopUp(call.key(), Amounts.positive(fields, "amount"), completes(fields)));
  }

  private Optional<String> completes(Fields fields) {
    return fields
        .optionalText("completes", 1, Paths.CHARACTERS)
        .map(value -> Paths.consultation(call.workspace(), value).value());
  }

  /** Money that is put in: {@code {amount, reason}}. */
  public Deposit deposit() {
    return call.read(
        fields ->
            new Deposit(
                call.key(), Amounts.positive(fields, "amount"), Orders.reason(fields, "reason")));
  }

  /** {@code {amount, purse | topUpId}}. */
  public Withdrawal withdrawal() {
    return call.read(
        fields -> new Withdrawal(call.key(), Amounts.positive(fields, "amount"), where(fields)));
  }

  private Where where(Fields fields) {
    if (!fields.has("topUpId")) {
      return new Where.ToPurse(fields.text("purse", 1, PURSE_CHARACTERS));
    }
    if (fields.has("purse")) {
      throw Fields.invalid("purse", "absent beside a top-up: name one of them");
    }
    return new Where.BackFrom(payment(fields.text("topUpId", 1, Paths.CHARACTERS)));
  }

  private PaymentId payment(String value) {
    if (!PaymentId.isWellFormed(value)) {
      throw Refused.notFound();
    }
    return new PaymentId(call.workspace(), value);
  }

  /** The payment that the path names. */
  public PaymentId payment() {
    String parameter =
        call.route().contains("{topUpId}")
            ? "topUpId"
            : call.route().contains("{withdrawalId}") ? "withdrawalId" : "paymentId";
    return new PaymentId(call.workspace(), call.named(parameter, Ids.PAYMENT));
  }

  /** {@code {reason}}. */
  public Reasoned reasoned() {
    return call.read(fields -> new Reasoned(call.key(), reason(fields)));
  }

  /** {@code {person, reason}}. */
  public Assigned assigned() {
    return call.read(
        fields -> new Assigned(call.key(), fields.text("person", Ids.PERSON), reason(fields)));
  }

  private static String reason(Fields fields) {
    return Orders.text(fields, "reason", Limits.REASON_BYTES)
        .orElseThrow(() -> Fields.missing("reason"));
  }

  /** {@code {topUp?}}. */
  public Paid paid() {
    Fields fields = call.optional();
    Errand.Carry errand = new Errand.Carry(call.key(), call.consultation(), new Command.Pay());
    Paid paid = new Paid(errand, fields.flag("topUp"));
    fields.end();
    return paid;
  }

  /** {@code before} and {@code limit}. */
  public Places mine() {
    return Places.read(Query.of(call.query(), Set.of("before", "limit")), "before");
  }

  /** {@code list=approval|reconciling|unmatched}, {@code after} and {@code limit}. */
  public Desks desk() {
    Query query = Query.of(call.query(), Set.of("list", "after", "limit"));
    Desk desk =
        switch (query.text("list").orElseThrow(() -> Fields.missing("list"))) {
          case "approval" -> Desk.APPROVAL;
          case "reconciling" -> Desk.RECONCILING;
          case "unmatched" -> Desk.UNMATCHED;
          default -> throw Fields.invalid("list", "approval, reconciling or unmatched");
        };
    return new Desks(desk, Places.read(query, "after"));
  }
}
