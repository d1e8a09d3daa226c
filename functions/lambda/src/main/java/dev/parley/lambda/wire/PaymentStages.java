package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.Stage;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import java.time.Instant;

/** Writes what payments have come to. */
final class PaymentStages {
  private PaymentStages() {}

  static String kind(Stage stage) {
    return switch (stage) {
      case TopUp _ -> "top_up";
      case Withdrawal _ -> "withdrawal";
      case Stray _ -> "unmatched";
    };
  }

  static void write(ObjectNode json, Payment payment) {
    switch (payment.stage()) {
      case TopUp it -> topUp(json, payment, it);
      case Withdrawal it -> withdrawal(json, it);
      case Stray it -> stray(json, it);
    }
  }

  /** {@code {stage, page?, expiresAt?}}: what whoever is to pay needs. */
  static void opened(ObjectNode json, TopUp topUp) {
    switch (topUp) {
      case TopUp.Asked it -> stage(json, "asked").put("expiresAt", Json.text(it.expiresAt()));
      case TopUp.Waiting it ->
          stage(json, "waiting").put("page", it.page()).put("expiresAt", Json.text(it.expiresAt()));
      case TopUp.Lapsed _ -> stage(json, "lapsed");
      case TopUp.Credited _ -> stage(json, "credited");
    }
  }

  private static void topUp(ObjectNode json, Payment payment, TopUp topUp) {
    opened(json, topUp);
    switch (topUp) {
      case TopUp.Lapsed it -> at(json, it.at()).put("refused", it.refused());
      case TopUp.Credited it -> {
        at(json, it.creditedAt());
        it.completes().ifPresent(consultation -> json.put("completes", consultation));
        json.set("returned", Amounts.write(it.returned()));
        json.set("takenBack", Amounts.write(it.takenBack()));
        json.set("left", Amounts.write(it.left(payment.amount())));
      }
      case TopUp.Asked _, TopUp.Waiting _ -> {}
    }
    if (topUp instanceof TopUp.Unpaid unpaid) {
      unpaid.completes().ifPresent(consultation -> json.put("completes", consultation));
    }
  }

  private static void withdrawal(ObjectNode json, Withdrawal withdrawal) {
    switch (withdrawal) {
      case Withdrawal.Awaiting _ -> stage(json, "awaiting");
      case Withdrawal.Sending _ -> stage(json, "sending");
      case Withdrawal.Reconciling it ->
          stage(json, "reconciling").put("since", Json.text(it.since()));
      case Withdrawal.Sent _ -> stage(json, "sent");
      case Withdrawal.Paid it -> at(stage(json, "paid"), it.at());
      case Withdrawal.Failed it -> at(stage(json, "failed"), it.at()).put("reason", it.reason());
      case Withdrawal.Rejected it ->
          at(stage(json, "rejected"), it.at()).put("by", it.by()).put("reason", it.reason());
      case Withdrawal.Cancelled it -> at(stage(json, "cancelled"), it.at());
    }
    json.set("to", to(withdrawal.to()));
  }

  private static ObjectNode to(Destination to) {
    return switch (to) {
      case Destination.ToPurse it -> Json.object().put("purse", it.purse().masked());
      case Destination.ToOrigin it -> Json.object().put("paymentId", it.payment().value());
    };
  }

  private static void stray(ObjectNode json, Stray stray) {
    json.put("externalId", stray.externalId());
    switch (stray) {
      case Stray.Kept it -> {
        at(stage(json, "kept"), it.at()).put("why", Json.lowerCase(it.why()));
        it.reference().ifPresent(reference -> json.put("reference", reference));
      }
      case Stray.Assigned it ->
          at(stage(json, "assigned"), it.at())
              .put("person", it.person())
              .put("by", it.by())
              .put("reason", it.reason());
      case Stray.GivenBack it ->
          at(stage(json, "given_back"), it.at())
              .put("by", it.by())
              .put("reason", it.reason())
              .put("withdrawalId", it.withdrawal().value());
      case Stray.Gone it -> at(stage(json, "gone"), it.at());
    }
  }

  private static ObjectNode stage(ObjectNode json, String name) {
    return json.put("stage", name);
  }

  private static ObjectNode at(ObjectNode json, Instant at) {
    return json.put("at", Json.text(at));
  }
}
