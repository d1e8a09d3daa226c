package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.payment.Overdue;
import dev.parley.core.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What waits longest is measured, of whichever kind it is. */
class OverdueTest {
  private static final Duration LATE = Duration.ofMinutes(10);

  private final House house = new House();
  private final Overdue overdue = new Overdue(house.orders, house.payments, house.now::get);

  /** It is released three days later. */
  private void closed() {
    house.credit("vera", 900_00);
    house.closed("vera", "lev", 100_00);
  }

  @Test
  void nothingIsOverdueBeforeItsTime() {
    assertThat(overdue.longest()).isZero();
    closed();
    house.topUp("vera", 300_00);
    assertThat(overdue.longest()).isZero();
  }

  @Test
  void aConsultationThatShouldHaveGoneOnIs() {
    closed();
    house.advance(Duration.ofDays(3).plus(LATE));
    assertThat(overdue.longest()).isEqualTo(LATE);
  }

  @Test
  void whatWaitsLongestCountsAlthoughManyWait() {
    Payment topUp = house.topUp("vera", 300_00);
    Instant wakeAt = topUp.stage().wakeAt().orElseThrow();
    closed();
    house.topUp("pavel", 300_00);
    house.advance(Duration.ofDays(3).plus(LATE));
    assertThat(overdue.longest())
        .isEqualTo(Duration.between(wakeAt, house.now.get()))
        .isGreaterThan(LATE);
  }
}
