package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Payments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest extends Scripted {
  @Test
  void whereNoneIsSetEverybodyIsToldSo() {
    Payments none = Providers.of("none", script.address(), "", http);
    List<ThrowingCallable> calls =
        List.of(
            () -> none.open(new Opening("r", rub(1), "d")),
            () -> none.incoming("r"),
            () -> none.send(PAYOUT),
            () -> none.outgoing(PAYOUT),
            () -> none.operations(Instant.EPOCH, Instant.EPOCH, Optional.empty()));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(Unavailable.class).hasMessage("no provider is set");
    }
    assertThat(script.seen()).isEmpty();
    assertThat(none.keepsBook()).isFalse();
  }

  @Test
  void aKindThatNobodyKnowsIsNotTaken() {
    assertThatThrownBy(() -> Providers.of("Sandbox", script.address(), "", http))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secretive", "a:secretive:c", "a:secretive::d", "a:secretive:c:d:e"})
  void aKeyOfUnitpayHasFourPartsAndIsNotRepeated(String key) {
    assertThatThrownBy(() -> Providers.of("unitpay", script.address(), key, http))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secretive");
  }

  @Test
  void nothingThatIsPrintedHoldsASecretOrAPurse() {
    List<Object> printed =
        List.of(
            UnitpayAccount.of(UNITPAY_KEY),
            sandbox(),
            unitpay(),
            new UnitpayNotifications(UNITPAY_KEY),
            new Http.Answer(200, "a purse: " + PURSE),
            PAYOUT);
    for (Object each : printed) {
      assertThat(each.toString())
          .doesNotContain("projectsecret", "accountsecret", "bearersecret", PURSE);
    }
  }
}
