package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.rub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What was paid and advanced is what was released, refunded and kept, whatever is given back. */
class SettlementTest {
  @Property
  void everyKopeckIsSomewhereAfterASplitAndAnyRefunds(
      @ForAll @LongRange(min = 1, max = Money.MOST) long price,
      @ForAll @IntRange(max = 10_000) int points,
      @ForAll @DoubleRange(min = 0, max = 1) double first,
      @ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 1) Double> refunds) {
    BasisPoints share = new BasisPoints(points);
    Settlement settlement = Settlement.parted(rub(price), rub(part(price, first)), share);
    requireWhole(price, share, settlement);
    for (double refund : refunds) {
      long amount = part(settlement.refundable().amount(), refund);
      Settlement after = settlement.afterRefund(rub(amount), share);
      requireWhole(price, share, after);
      assertThat(after.refunded()).isEqualTo(settlement.refunded().plus(rub(amount)));
      assertThat(after.released()).isEqualTo(settlement.released());
      Money returned = settlement.commissionOf(rub(amount), share);
      assertThat(returned.amount()).isBetween(0L, Math.min(amount, price));
      settlement = after;
    }
  }

  @Property
  void kopeckByKopeckComesToTheSameAsAllAtOnce(
      @ForAll @LongRange(min = 1, max = 200) long price,
      @ForAll @IntRange(max = 10_000) int points) {
    BasisPoints share = new BasisPoints(points);
    Settlement slowly = Settlement.parted(rub(price), rub(0), share);
    Settlement atOnce = slowly.afterRefund(rub(price), share);
    for (long kopeck = 0; kopeck < price; kopeck++) {
      slowly = slowly.afterRefund(rub(1), share);
      requireWhole(price, share, slowly);
    }
    assertThat(slowly).isEqualTo(atOnce);
    assertThat(slowly.refundable()).isEqualTo(rub(0));
    assertThat(slowly.commission()).isEqualTo(rub(0));
  }

  @Test
  void aKopeckIsTheSpecialistsWhateverTheCommission() {
    Settlement one = Settlement.parted(rub(1), rub(0), new BasisPoints(9_999));
    assertThat(one.released()).isEqualTo(rub(1));
    assertThat(one.commission()).isEqualTo(rub(0));
    Settlement all = Settlement.parted(rub(1), rub(1), new BasisPoints(9_999));
    assertThat(all.released()).isEqualTo(rub(0));
    assertThat(all.refunded()).isEqualTo(rub(1));
  }

  @Test
  void ofNineKopecksAtTenPercentNoneIsKeptAndOfTenOne() {
    BasisPoints ten = new BasisPoints(1_000);
    assertThat(Settlement.parted(rub(9), rub(0), ten).commission()).isEqualTo(rub(0));
    assertThat(Settlement.parted(rub(10), rub(0), ten).commission()).isEqualTo(rub(1));
    assertThat(Settlement.parted(rub(19), rub(9), ten).commission()).isEqualTo(rub(1));
    assertThat(Settlement.parted(rub(19), rub(10), ten).commission()).isEqualTo(rub(0));
  }

  private static void requireWhole(long price, BasisPoints share, Settlement it) {
    assertThat(rub(price).plus(it.advanced()))
        .as("paid + advanced = released + refunded + commission")
        .isEqualTo(it.released().plus(it.refunded()).plus(it.commission()));
    for (Money part : List.of(it.released(), it.refunded(), it.commission(), it.advanced())) {
      assertThat(part.amount()).isBetween(0L, price);
    }
    Money kept = it.released().minus(it.advanced()).plus(it.commission());
    assertThat(it.commission()).as("none of what is refunded").isEqualTo(share.of(kept));
  }

  private static long part(long whole, double share) {
    return Math.min(whole, (long) (whole * share));
  }
}
