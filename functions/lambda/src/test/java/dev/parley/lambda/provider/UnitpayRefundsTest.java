package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Outgoing.State;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refunds, which have no key at Unitpay, against what its documentation prints. */
class UnitpayRefundsTest extends Scripted {
  private static final String PAYMENT = "153091501";
  private static final Outgoing PAID = ended(State.PAID, null);

  @Test
  void thePaymentIsAskedFirstAndThenRefunded() {
    script.answers(200, UnitpaySamples.PAYMENT).answers(200, UnitpaySamples.REFUNDED);
    assertThat(unitpay().send(refund(400, PAYMENT))).isEqualTo(PAID);
    assertThat(script.seen().getFirst().query())
        .isEqualTo(
            Map.of(
                "method",
                "getPayment",
                "params[paymentId]",
                PAYMENT,
                "params[secretKey]",
                "projectsecret"));
    assertThat(script.seen().getLast().query())
        .isEqualTo(
            Map.of(
                "method",
                "refundPayment",
                "params[paymentId]",
                PAYMENT,
                "params[secretKey]",
                "projectsecret",
                "params[sum]",
                "4.00"));
  }

  @Test
  void aRefundWhoseAnswerGotLostIsNotMadeAgain() {
    script
        .answers(200, UnitpaySamples.PAYMENT)
        .cuts()
        .answers(200, UnitpaySamples.refunded("refund", "0.00"))
        .answers(200, UnitpaySamples.refunded("refund", "0.00"));
    assertThatThrownBy(() -> unitpay().send(refund(1_000, PAYMENT))).isInstanceOf(Ambiguous.class);
    assertThat(unitpay().outgoing(refund(1_000, PAYMENT))).contains(PAID);
    assertThat(unitpay().send(refund(1_000, PAYMENT))).isEqualTo(PAID);
    assertThat(script.seen())
        .extracting(seen -> seen.query().get("method"))
        .containsExactly("getPayment", "refundPayment", "getPayment", "getPayment");
  }

  @Test
  void aRefundThatNeverArrivedIsUnknown() {
    script.answers(200, UnitpaySamples.PAYMENT);
    assertThat(unitpay().outgoing(refund(1_000, PAYMENT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"501,4.99", "999,0.01", "1000,0"})
  void moreThanHalfCanOnlyHaveGoneBackOnce(long amount, String left) {
    script.answers(200, UnitpaySamples.refunded("success", left));
    assertThat(unitpay().outgoing(refund(amount, PAYMENT))).contains(PAID);
  }

  @ParameterizedTest
  @CsvSource({"500,5.00", "100,9.00", "1000,5.00", "400,5.00", "400,10.00"})
  void whoseRefundItWasIsLeftToAPersonWhereItCannotBeTold(long amount, String left) {
    String answer = UnitpaySamples.refunded("success", left);
    script.answers(200, answer).answers(200, answer);
    assertThatThrownBy(() -> unitpay().outgoing(refund(amount, PAYMENT)))
        .isInstanceOf(Ambiguous.class);
    assertThatThrownBy(() -> unitpay().send(refund(amount, PAYMENT))).isInstanceOf(Ambiguous.class);
    assertThat(script.seen())
        .extracting(seen -> seen.query().get("method"))
        .containsOnly("getPayment");
  }

  @Test
  void moreThanIsLeftAndWhatNeverCameIsRefused() {
    script
        .answers(200, UnitpaySamples.PAYMENT)
        .answers(200, UnitpaySamples.PAYMENT.replace("\"success\"", "\"wait\""));
    assertThat(unitpay().send(refund(1_001, PAYMENT)))
        .isEqualTo(ended(State.FAILED, "more_than_left"));
    assertThat(unitpay().send(refund(1_000, PAYMENT))).isEqualTo(ended(State.FAILED, "not_paid"));
    assertThat(script.seen())
        .extracting(seen -> seen.query().get("method"))
        .containsOnly("getPayment");
  }

  @Test
  void whatWePutIntoErrorAtItsNotificationWasPaidNevertheless() {
    script
        .answers(200, UnitpaySamples.PAYMENT.replace("\"success\"", "\"error_pay\""))
        .answers(200, UnitpaySamples.REFUNDED);
    assertThat(unitpay().send(refund(1_000, PAYMENT))).isEqualTo(PAID);
  }

  @Test
  void aRefusalInWordsIsOneIfThePaymentIsUntouchedAfterIt() {
    script
        .answers(200, UnitpaySamples.PAYMENT)
        .answers(200, UnitpaySamples.WITHOUT_CODE)
        .answers(200, UnitpaySamples.PAYMENT);
    assertThat(unitpay().send(refund(1_000, PAYMENT))).isEqualTo(ended(State.FAILED, "refused"));
    script
        .answers(200, UnitpaySamples.PAYMENT)
        .answers(200, UnitpaySamples.WITHOUT_CODE)
        .answers(200, UnitpaySamples.refunded("refund", "0.00"));
    assertThat(unitpay().send(refund(1_000, PAYMENT))).isEqualTo(PAID);
  }

  @Test
  void aWrongKeyRefundsNothing() {
    script.answers(200, UnitpaySamples.WRONG_KEY);
    assertThatThrownBy(() -> unitpay().send(refund(1_000, PAYMENT)))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.005", "-1.00", "1e1", "ten", "0x10", "99999999999999999999.00"})
  void anAmountThatIsNoneLeavesItOpen(String amount) {
    script.answers(200, UnitpaySamples.PAYMENT.replace("\"10.00\"", "\"" + amount + "\""));
    assertThatThrownBy(() -> unitpay().outgoing(refund(1_000, PAYMENT)))
        .isInstanceOf(Ambiguous.class);
  }

  @Test
  void numbersAreReadAsExactlyAsTexts() {
    script
        .answers(200, UnitpaySamples.PAYMENT.replace("\"10.00\"", "900719925474.11"))
        .answers(200, UnitpaySamples.REFUNDED);
    assertThat(unitpay().send(refund(90_071_992_547_411L, PAYMENT))).isEqualTo(PAID);
    assertThat(script.seen().getLast().parameter("sum")).isEqualTo("900719925474.11");
  }

  @Test
  void anotherPaymentThanTheOneAskedForTellsNothing() {
    script.answers(200, UnitpaySamples.PAYMENT);
    assertThatThrownBy(() -> unitpay().outgoing(refund(1_000, "1"))).isInstanceOf(Ambiguous.class);
  }

  private static Outgoing ended(State state, String reason) {
    return new Outgoing("k2", Optional.empty(), state, Optional.ofNullable(reason));
  }
}
