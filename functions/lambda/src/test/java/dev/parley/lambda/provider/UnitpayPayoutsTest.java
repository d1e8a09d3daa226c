package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Outgoing.State;
import dev.parley.core.payment.Sending;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payouts against what Unitpay's documentation prints. */
class UnitpayPayoutsTest extends Scripted {
  @Test
  void aPayoutIsAskedForAsItIsDocumented() {
    script.answers(200, UnitpaySamples.PAID_OUT);
    assertThat(unitpay().send(PAYOUT))
        .isEqualTo(new Outgoing("k1", Optional.of("114233"), State.PAID, Optional.empty()));
    Script.Seen seen = script.seen().getFirst();
    assertThat(seen.method()).isEqualTo("GET");
    assertThat(seen.path()).isEqualTo("/api");
    assertThat(seen.query())
        .isEqualTo(
            Map.of(
                "method",
                "massPayment",
                "params[login]",
                "partner@example.com",
                "params[secretKey]",
                "accountsecret",
                "params[transactionId]",
                "k1",
                "params[sum]",
                "1500.05",
                "params[purse]",
                PURSE,
                "params[paymentType]",
                "webmoney"));
  }

  @Test
  void aPayoutIsAskedAboutAsItIsDocumented() {
    script.answers(200, UnitpaySamples.NOT_COMPLETED);
    assertThat(unitpay().outgoing(PAYOUT))
        .contains(new Outgoing("k1", Optional.of("114233"), State.WAITING, Optional.empty()));
    assertThat(script.seen().getFirst().query())
        .isEqualTo(
            Map.of(
                "method",
                "massPaymentStatus",
                "params[login]",
                "partner@example.com",
                "params[secretKey]",
                "accountsecret",
                "params[transactionId]",
                "k1"));
  }

  @Test
  void whatIsNotCompletedWaitsAndWhatIsInErrorHasFailed() {
    script
        .answers(200, UnitpaySamples.NOT_COMPLETED)
        .answers(200, UnitpaySamples.PAYOUT_ERROR)
        .answers(200, UnitpaySamples.PAYOUT_ERROR);
    assertThat(unitpay().send(PAYOUT).state()).isEqualTo(State.WAITING);
    Outgoing failed = new Outgoing("k1", Optional.of("114233"), State.FAILED, Optional.of("error"));
    assertThat(unitpay().send(PAYOUT)).isEqualTo(failed);
    assertThat(unitpay().outgoing(PAYOUT)).contains(failed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"102", "103", "104", "105", "106", "1051", "1052", "1053", "201"})
  void aDefiniteRefusalIsAnAnswer(String code) {
    script
        .answers(200, UnitpaySamples.refused(code))
        .answers(400, UnitpaySamples.refusedInWords(code))
        .answers(200, UnitpaySamples.refused(code));
    Outgoing failed = new Outgoing("k1", Optional.empty(), State.FAILED, Optional.of(code));
    assertThat(unitpay().send(PAYOUT)).isEqualTo(failed);
    assertThat(unitpay().send(PAYOUT)).isEqualTo(failed);
    assertThat(unitpay().outgoing(PAYOUT)).contains(failed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "101", "-32000"})
  void whatIsWrongWithOurAccountFailsNobodysPayout(String code) {
    script.answers(200, UnitpaySamples.refused(code)).answers(200, UnitpaySamples.refused(code));
    assertThatThrownBy(() -> unitpay().send(PAYOUT)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> unitpay().outgoing(PAYOUT)).isInstanceOf(Unavailable.class);
  }

  @Test
  void anErrorWithinUnitpayOrOneWithoutAReasonLeavesItOpen() {
    for (String answer :
        new String[] {
          UnitpaySamples.refused("-32603"),
          UnitpaySamples.refused("999"),
          UnitpaySamples.WITHOUT_CODE
        }) {
      script.answers(200, answer).answers(200, answer);
      assertThatThrownBy(() -> unitpay().send(PAYOUT)).isInstanceOf(Ambiguous.class);
      assertThatThrownBy(() -> unitpay().outgoing(PAYOUT)).isInstanceOf(Ambiguous.class);
    }
  }

  @Test
  void whateverComesWithABrokenStatusIsNotBelieved() {
    script.answers(500, UnitpaySamples.PAID_OUT).answers(502, UnitpaySamples.refused("103"));
    assertThatThrownBy(() -> unitpay().send(PAYOUT)).isInstanceOf(Ambiguous.class);
    assertThatThrownBy(() -> unitpay().send(PAYOUT)).isInstanceOf(Ambiguous.class);
  }

  @Test
  void parametersThatAreWrongEndASendingAndDenyAnyKnowledgeOfOne() {
    script
        .answers(200, UnitpaySamples.refused("-32602"))
        .answers(200, UnitpaySamples.refused("-32602"));
    assertThat(unitpay().send(PAYOUT).state()).isEqualTo(State.FAILED);
    assertThat(unitpay().outgoing(PAYOUT)).isEmpty();
  }

  @Test
  void whatGotLostIsAskedAboutAndSentUnderNoOtherId() {
    script
        .cuts()
        .answers(200, UnitpaySamples.refused("-32602"))
        .cuts()
        .answers(200, UnitpaySamples.NOT_COMPLETED)
        .answers(200, UnitpaySamples.PAID_OUT);
    assertThatThrownBy(() -> unitpay().send(PAYOUT)).isInstanceOf(Ambiguous.class);
    assertThat(unitpay().outgoing(PAYOUT)).isEmpty();
    assertThatThrownBy(() -> unitpay().send(PAYOUT)).isInstanceOf(Ambiguous.class);
    assertThat(unitpay().outgoing(PAYOUT)).map(Outgoing::state).contains(State.WAITING);
    assertThat(unitpay().send(PAYOUT).state()).isEqualTo(State.PAID);
    assertThat(script.seen())
        .extracting(seen -> seen.query().get("method"))
        .containsExactly(
            "massPayment", "massPaymentStatus", "massPayment", "massPaymentStatus", "massPayment");
    assertThat(script.seen())
        .extracting(seen -> seen.parameter("transactionId"))
        .containsOnly("k1");
  }

  @Test
  void onlyRoublesArePaidOut() {
    Money dollars = new Money(100, Currency.getInstance("USD"));
    assertThat(unitpay().send(new Sending("k1", dollars, PAYOUT.to())).reason())
        .contains("currency");
    assertThat(script.seen()).isEmpty();
  }
}
