package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentLists;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Receipt;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.TopUps;

/** Writes the answers about payments. A purse is shown by what its owner knows it by. */
public final class PaymentAnswers {
  private PaymentAnswers() {}

  /** The receipt of a top-up, the same for whoever tries again, and how it stands by now. */
  public static APIGatewayV2HTTPResponse asked(Payment topUp) {
    ObjectNode json = written(TopUps.receipt(topUp));
    PaymentStages.opened(json, (TopUp) topUp.stage());
    return Answers.answer(Answers.CREATED, json);
  }

  /** The receipt of a withdrawal that was begun. */
  public static APIGatewayV2HTTPResponse begun(Receipt receipt) {
    return Answers.answer(Answers.CREATED, written(receipt));
  }

  /** The receipt of what somebody did with a payment. */
  public static APIGatewayV2HTTPResponse receipt(Receipt receipt) {
    return Answers.answer(Answers.OK, written(receipt));
  }

  public static APIGatewayV2HTTPResponse shown(Payment payment) {
    return Answers.answer(Answers.OK, payment(payment));
  }

  public static APIGatewayV2HTTPResponse listed(PaymentLists.Part part) {
    ObjectNode json = Json.object().put("complete", part.complete());
    if (!part.complete()) {
      json.put("next", Places.text(PaymentStore.Place.of(part.payments().getLast())));
    }
    ArrayNode payments = json.putArray("payments");
    part.payments().stream().map(PaymentAnswers::payment).forEach(payments::add);
    return Answers.answer(Answers.OK, json);
  }

  /** A top-up by which something can be paid that could not be paid from the wallet. */
  static ObjectNode prepared(Payment topUp) {
    ObjectNode json = Json.object().put("id", topUp.id().value());
    json.set("amount", Amounts.write(topUp.amount()));
    PaymentStages.opened(json, (TopUp) topUp.stage());
    return json;
  }

  private static ObjectNode written(Receipt receipt) {
    return Json.object()
        .put("id", receipt.payment().value())
        .put("version", receipt.version())
        .put("at", Json.text(receipt.at()));
  }

  private static ObjectNode payment(Payment payment) {
    ObjectNode json =
        Json.object()
            .put("id", payment.id().value())
            .put("kind", PaymentStages.kind(payment.stage()))
            .put("version", payment.version())
            .put("createdAt", Json.text(payment.createdAt()));
    payment.owner().ifPresent(owner -> json.put("person", owner));
    json.set("amount", Amounts.write(payment.amount()));
    PaymentStages.write(json, payment);
    return json;
  }
}
