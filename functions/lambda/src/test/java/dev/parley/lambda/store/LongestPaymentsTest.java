package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.money.Money;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.Done;
import dev.parley.core.payment.Limits;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Purse;
import dev.parley.core.payment.Stage;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A payment stays within one kilobyte, with everything as long as it can be. */
class LongestPaymentsTest {
  private static final int KILOBYTE = 1_024;
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final String WORKSPACE = "w".repeat(32);
  private static final String PERSON = "c".repeat(64);
  private static final String EXTERNAL = "e".repeat(Limits.EXTERNAL_CHARACTERS);
  private static final String REASON = "Я".repeat(Limits.REASON_BYTES / 2);
  private static final PaymentId ID = PaymentId.external(WORKSPACE, EXTERNAL);
  private static final Optional<String> ORDER = Optional.of("A".repeat(22));

  /** No digit of it is saved. */
  private static final Instant AT = Instant.ofEpochMilli(1_999_999_999_999L);

  private static final Money MOST = new Money(Money.MOST - 1, RUB);

  static Stream<TopUp> topUps() {
    String page = "https://" + "p".repeat(Limits.PAGE_CHARACTERS - 8);
    return Stream.of(
        new TopUp.Asked(ORDER, AT, AT),
        new TopUp.Waiting(ORDER, page, AT, 999, AT),
        new TopUp.Lapsed(ORDER, true, AT),
        new TopUp.Credited(ORDER, EXTERNAL, MOST, MOST, AT));
  }

  /** Whoever asks for it does so once. */
  @ParameterizedTest
  @MethodSource("topUps")
  void aTopUp(TopUp stage) {
    assertFits(Optional.of(PERSON), stage, 1);
  }

  static Stream<Withdrawal> withdrawals() {
    Destination purse = new Destination.ToPurse(new Purse("P123456789012"));
    return Stream.of(purse, new Destination.ToOrigin(ID, EXTERNAL))
        .flatMap(
            to ->
                Stream.of(
                    new Withdrawal.Awaiting(to),
                    new Withdrawal.Sending(to, 999, AT),
                    new Withdrawal.Reconciling(to, AT, 999, AT),
                    new Withdrawal.Sent(to, Optional.of(EXTERNAL), 999, AT),
                    new Withdrawal.Paid(to, Optional.of(EXTERNAL), AT),
                    new Withdrawal.Failed(to, REASON, AT),
                    new Withdrawal.Rejected(to, PERSON, REASON, AT),
                    new Withdrawal.Cancelled(to, AT)));
  }

  /** It is asked for, and decided on. */
  @ParameterizedTest
  @MethodSource("withdrawals")
  void aWithdrawal(Withdrawal stage) {
    assertFits(Optional.of(PERSON), stage, 2);
  }

  static Stream<Stray> strays() {
    // No character of the basic plane takes more than three bytes.
    Optional<String> reference = Optional.of("€".repeat(Limits.REFERENCE_CHARACTERS));
    Stray.Kept kept = new Stray.Kept(EXTERNAL, reference, Stray.Why.UNKNOWN_REFERENCE, AT);
    return Stream.of(
        kept,
        new Stray.Assigned(EXTERNAL, PERSON, PERSON, REASON, MOST, AT),
        new Stray.GivenBack(kept, PERSON, REASON, ID, AT),
        new Stray.Gone(EXTERNAL, AT));
  }

  /** Who gives it back does so again where that has failed: some times, not for ever. */
  @ParameterizedTest
  @MethodSource("strays")
  void moneyThatFitsNothing(Stray stage) {
    assertFits(Optional.empty(), stage, 8);
  }

  private static void assertFits(Optional<String> owner, Stage stage, int wishes) {
    Done wish = new Done("A".repeat(12), "B".repeat(8), 999_999_999L, AT);
    List<Done> done = Collections.nCopies(wishes, wish);
    Payment payment = new Payment(ID, owner, MOST, AT, 999_999_999L, stage, done);
    Attributes item = PaymentItem.write(PaymentItem.key(ID), payment);
    assertThat(PaymentItem.read(item)).isEqualTo(payment);
    System.out.printf(
        "Longest %s: %,d B%n", stage.getClass().getSimpleName(), ItemBytes.of(item.map()));
    assertThat(ItemBytes.of(item.map())).isLessThanOrEqualTo(KILOBYTE);
  }
}
