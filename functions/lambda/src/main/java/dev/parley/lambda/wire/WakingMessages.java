package dev.parley.lambda.wire;

import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Waking;

/** Payments that are to be gone on with, as messages. */
public final class WakingMessages {
  private WakingMessages() {}

  /** Reads a message; one that is none of ours is refused. */
  public static PaymentId payment(QueueMessage message) {
    Fields fields = message.fields();
    PaymentId payment = QueueMessage.payment(fields);
    fields.instant("at");
    return payment;
  }

  /** {@code {"v":1,"workspace":"…","payment":"…","at":"2026-03-02T09:00:00.000Z"}}. */
  public static String text(Waking waking) {
    return Json.text(QueueMessage.about(waking.payment()).put("at", Json.text(waking.at())));
  }
}
