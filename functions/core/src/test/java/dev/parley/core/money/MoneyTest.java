package dev.parley.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyTest {
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  @Property
  void aSumIsExactOrThereIsNone(@ForAll long one, @ForAll long other) {
    BigInteger sum = BigInteger.valueOf(one).add(BigInteger.valueOf(other));
    Money money = new Money(one, RUB);
    if (sum.bitLength() < Long.SIZE) {
      assertThat(money.plus(new Money(other, RUB)).amount()).isEqualTo(sum.longValueExact());
      assertThat(money.plus(new Money(other, RUB)).minus(money).amount()).isEqualTo(other);
    } else {
      assertThatThrownBy(() -> money.plus(new Money(other, RUB)))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void theSmallestNumberHasNoOpposite() {
    assertThatThrownBy(() -> new Money(Long.MIN_VALUE, RUB).negated())
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.zero(RUB).minus(new Money(Long.MIN_VALUE, RUB)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void twoCurrenciesDoNotMeet() {
    Money rubles = new Money(1, RUB);
    Money euros = new Money(1, EUR);
    assertThatIllegalArgumentException().isThrownBy(() -> rubles.plus(euros));
    assertThatIllegalArgumentException().isThrownBy(() -> rubles.minus(euros));
    assertThatIllegalArgumentException().isThrownBy(() -> rubles.isMoreThan(euros));
    assertThatIllegalArgumentException().isThrownBy(() -> rubles.atMost(euros));
    assertThat(rubles).isNotEqualTo(euros);
  }

  @Property
  void aShareIsRoundedDownAndNeverOverflows(
      @ForAll @LongRange(max = Money.MOST) long amount,
      @ForAll @IntRange(max = 10_000) int points) {
    BigInteger exact =
        BigInteger.valueOf(amount).multiply(BigInteger.valueOf(points)).divide(WHOLE);
    assertThat(new BasisPoints(points).of(new Money(amount, RUB)))
        .isEqualTo(new Money(exact.longValueExact(), RUB));
  }

  @Property
  void theRestIsNeverLessThanItsShare(
      @ForAll @LongRange(max = 1_000) long amount, @ForAll @IntRange(max = 10_000) int points) {
    long commission = new BasisPoints(points).of(new Money(amount, RUB)).amount();
    long rest = amount - commission;
    assertThat(rest * 10_000).isGreaterThanOrEqualTo(amount * (10_000 - points));
    assertThat((rest - 1) * 10_000).isLessThan(amount * (10_000 - points));
  }

  @Test
  void aShareIsOfWhatCanBePaid() {
    BasisPoints all = new BasisPoints(10_000);
    assertThat(all.of(new Money(Money.MOST, RUB)).amount()).isEqualTo(Money.MOST);
    assertThatIllegalArgumentException().isThrownBy(() -> all.of(new Money(Money.MOST + 1, RUB)));
    assertThatIllegalArgumentException().isThrownBy(() -> all.of(new Money(-1, RUB)));
    assertThatIllegalArgumentException().isThrownBy(() -> new BasisPoints(10_001));
    assertThatIllegalArgumentException().isThrownBy(() -> new BasisPoints(-1));
  }
}
