package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.ledger.Account;
import dev.parley.core.payment.Payment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody owes is repaid, and what is repaid is back in the reserve, night by night. */
class DebtsTest {
  private static final String FIRST = "2026-03-02";
  private static final String SECOND = "2026-03-03";

  private final House house = new House();
  private final Watch watch = new Watch(house);

  @Test
  void whatIsRepaidIsBackInTheReserveOnTheDayAfter() {
    house.fund(1_000_00);
    house.credit("vera", 900_00);
    ConsultationId wrong = house.released("vera", "lev", 150_00);
    house.does("irina", wrong, new Command.Refund(House.rub(70_00), "It was wrong."));
    house.released("vera", "lev", 200_00);
    assertThat(house.owed("lev")).isZero();
    assertThat(house.loose(Account.ADVANCES)).isEqualTo(63_00);
    house.at("2026-03-03T00:15:00Z");
    watch.over(FIRST);

    new Fold(house, Watch.night(FIRST)).assertIs(watch);
    assertThat(watch.report(Watch.night(FIRST)).balances())
        .as("the day itself is not changed behind itself")
        .containsEntry(Account.ADVANCES, 63_00L)
        .containsEntry(Account.RESERVE, 937_00L);
    assertThat(house.reserve()).isEqualTo(1_000_00);
    assertThat(house.loose(Account.ADVANCES)).isZero();
    house.at("2026-03-04T00:15:00Z");
    watch.over(SECOND);
    new Fold(house, Watch.night(SECOND)).assertIs(watch);
    assertThat(house.flaws()).isEmpty();
  }

  @Test
  void whatComesBackToSomebodyWhoOwesIsTakenForTheDebt() {
    Payment taken = house.credited("pavel", 500_00);
    ConsultationId paid = house.paid("pavel", "nina", 500_00);
    house.told(house.provider.chargeBack(House.external(taken), 300_00));
    assertThat(house.owed("pavel")).isEqualTo(300_00);
    house.does("nina", paid, new Command.Cancel(Optional.of("I am ill.")));
    assertThat(house.wallet("pavel")).isEqualTo(500_00);
    house.at("2026-03-03T00:15:00Z");
    watch.over(FIRST);
    watch.over(FIRST);

    assertThat(house.owed("pavel")).isZero();
    assertThat(house.wallet("pavel")).isEqualTo(200_00);
    new Fold(house, Watch.night(FIRST)).assertIs(watch);
    house.at("2026-03-04T00:15:00Z");
    watch.over(SECOND);
    assertThat(house.reserve()).isZero();
    assertThat(house.loose(Account.ADVANCES)).isZero();
    house.at("2026-03-05T00:15:00Z");
    assertThat(watch.over("2026-03-04").isClean()).isTrue();
    assertThat(house.flaws()).isEmpty();
  }
}
