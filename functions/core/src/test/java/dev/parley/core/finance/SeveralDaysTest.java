package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.faults.PortFault;
import dev.parley.core.money.Money;
import dev.parley.core.payment.FakeProvider.Behaviour;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawals;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens on several days, and however their nights go: each day's numbers are right. */
class SeveralDaysTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
  private static final int DAYS = 4;
  private static final int A_DAY = 25;

  /** One history of a workspace. */
  private static final class History {
    private final Random random;
    private final House house = new House();
    private final Watch watch = new Watch(house);
    private final List<ConsultationId> paid = new ArrayList<>();
    private final List<ConsultationId> closed = new ArrayList<>();
    private final List<ConsultationId> released = new ArrayList<>();
    private final List<Payment> topUps = new ArrayList<>();
    private final List<Payment> strays = new ArrayList<>();
    private final List<Payment> leaving = new ArrayList<>();
    private int joined;

    private History(int seed) {
      random = new Random(seed);
      house.fund(100_000_00);
    }

    private void day(LocalDate date) {
      for (int n = 0; n < A_DAY; n++) {
        long millis = Duration.ofDays(1).toMillis() / A_DAY * n + random.nextInt(1_000);
        house.now.set(date.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(millis));
        try {
          something();
        } catch (Refused | Unavailable e) {
          // Somebody has too little, or it is not the stage for it: nothing has happened.
        }
      }
    }

    private String client() {
      return random.nextBoolean() ? "vera" : "pavel";
    }

    private String specialist() {
      return random.nextBoolean() ? "lev" : "nina";
    }

    private long kopecks() {
      return 100_00 + random.nextInt(400_00);
    }

    private <T> T any(List<T> all) {
      if (all.isEmpty()) {
        throw Refused.notFound();
      }
      return all.get(random.nextInt(all.size()));
    }

    private void something() {
      switch (random.nextInt(14)) {
        case 0 -> house.credit(client(), kopecks());
        case 1, 2 -> topUps.add(topUp());
        case 3, 4 -> paid.add(house.paid(client(), specialist(), kopecks()));
        case 5 -> closes();
        case 6 -> decides();
        case 7 -> refunds();
        case 8 -> leaving.add(leaves());
        case 9 -> house.wake(any(leaving));
        case 10 -> strays.add(house.stray(kopecks()));
        case 11 -> findsOwner();
        case 12 -> takesBack();
        default -> joins();
      }
    }

    /** Some are told of twice, and some never. */
    private Payment topUp() {
      Payment topUp = house.topUp(client(), kopecks());
      Incoming paidFor = house.provider.pay(topUp.id().reference());
      for (int times = random.nextInt(3); times > 0; times--) {
        house.told(paidFor);
      }
      return topUp;
    }

    private void closes() {
      ConsultationId id = any(paid);
      String lev = owner(id);
      house.does(lev, id, new Command.Close(Optional.empty()));
      closed.add(id);
    }

    private String owner(ConsultationId id) {
      return house.parties(id).specialist();
    }

    private void decides() {
      ConsultationId id = any(closed);
      String client = house.parties(id).client();
      if (random.nextBoolean()) {
        house.does(client, id, new Command.Accept());
        released.add(id);
      } else {
        house.does(client, id, new Command.Claim("It is wrong.", List.of()));
        house.does("irina", id, new Command.Resolve(House.rub(random.nextInt(100_00)), "Partly."));
      }
    }

    private void refunds() {
      long kopecks = 1 + random.nextInt(100_00);
      house.does("irina", any(released), new Command.Refund(House.rub(kopecks), "It was wrong."));
    }

    private Payment leaves() {
      Behaviour[] all = Behaviour.values();
      house.provider.next(all[random.nextInt(all.length)]);
      Payment left = random.nextBoolean() ? toPurse() : goesBack(any(topUps));
      house.wake(left);
      return left;
    }

    private Payment toPurse() {
      return house.withdrawal(specialist(), kopecks());
    }

    private Payment goesBack(Payment topUp) {
      return house.withdrawal(
          topUp.owner().orElseThrow(),
          1 + random.nextInt(100_00),
          new Withdrawals.Where.BackFrom(topUp.id()));
    }

    private void findsOwner() {
      Payment stray = any(strays);
      if (random.nextBoolean()) {
        house.strays.assign(house.in("maria"), stray.id(), house.key(), client(), "theirs");
      } else {
        house.strays.giveBack(house.in("maria"), stray.id(), house.key(), "nobody's");
      }
    }

    private void takesBack() {
      Payment topUp = house.found(any(topUps).id());
      if (topUp.stage() instanceof TopUp.Credited credited) {
        Money there = house.provider.incoming(topUp.id().reference()).getFirst().takenBack();
        long left = topUp.amount().minus(there).minus(credited.returned()).amount();
        if (left > 1) {
          long more = 1 + random.nextLong(left - 1);
          Incoming gone = house.provider.chargeBack(credited.externalId(), more);
          if (random.nextBoolean()) {
            house.told(gone);
          }
        }
      }
    }

    private void joins() {
      String person = (char) ('a' + random.nextInt(26)) + "-" + ++joined;
      house.join(person, Role.CLIENT);
      house.credit(person, kopecks());
    }

    /** It dies somewhere and is begun again, until it is closed. */
    private void night(LocalDate date) {
      Night night = Watch.night(date);
      while (true) {
        PortFault fault = random.nextBoolean() ? PortFault.DIES_BEFORE : PortFault.DIES_AFTER;
        watch.faults.arm(random.nextInt(400), fault);
        try {
          watch.nights.begin(night);
          watch.shuffle(random);
        } catch (Died | Unavailable | Ambiguous e) {
          continue;
        } finally {
          watch.faults.calm();
        }
        new Fold(house, night).assertIs(watch);
        return;
      }
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachDayIsRight(int seed) {
    History history = new History(seed);
    List<LocalDate> left = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST.plusDays(day);
      history.day(date);
      left.add(date);
      history.house.now.set(Watch.night(date).until().plus(Night.SETTLED));
      if (history.random.nextInt(3) > 0) {
        Collections.shuffle(left, history.random);
        left.forEach(history::night);
        left.clear();
      }
    }
    left.forEach(history::night);
    for (int day = 0; day < DAYS; day++) {
      Night night = Watch.night(FIRST.plusDays(day));
      new Fold(history.house, night).assertIs(history.watch);
      assertThat(history.watch.over(night).differences()).as("of " + night.date()).isEmpty();
      new Fold(history.house, night).assertIs(history.watch);
    }
    assertThat(history.house.flaws()).isEmpty();
  }
}
