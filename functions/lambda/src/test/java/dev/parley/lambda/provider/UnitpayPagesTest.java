package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Opening;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitpayPagesTest extends Scripted {
  private static final Opening OPENING =
      new Opening("dental.AAAAAAAAAAAAAAAAAAAAAA", rub(150_005), "Пополнение & счёт");

  @Test
  void aPageIsASignedAddressThatHoldsNoKey() {
    String url = unitpay().open(OPENING).url();
    assertThat(url)
        .isEqualTo(
            script.address()
                + "/pay/15155-ae12d?sum=1500.05&account=dental.AAAAAAAAAAAAAAAAAAAAAA"
                + "&desc=%D0%9F%D0%BE%D0%BF%D0%BE%D0%BB%D0%BD%D0%B5%D0%BD%D0%B8%D0%B5%20%26%20"
                + "%D1%81%D1%87%D1%91%D1%82&currency=RUB"
                + "&signature=3719487e71984ebeaea40f2c289055d5d3dd336df2398cc35261f9882d267d5c");
    assertThat(url).doesNotContain("secret");
  }

  @Test
  void thePageOfAReferenceIsTheSameAndNobodyIsCalled() {
    assertThat(unitpay().open(OPENING)).isEqualTo(unitpay().open(OPENING));
    assertThat(script.seen()).isEmpty();
  }

  @Test
  void whatUnitpayCannotBeAskedIsNotMadeUp() {
    assertThat(unitpay().incoming(OPENING.reference())).isEmpty();
    assertThatThrownBy(() -> unitpay().operations(Instant.EPOCH, Instant.EPOCH, Optional.empty()))
        .isInstanceOf(Unavailable.class);
    assertThat(unitpay().keepsBook()).isFalse();
    assertThat(script.seen()).isEmpty();
  }
}
