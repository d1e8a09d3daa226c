package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Incoming;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The provider cannot be asked, or says something else when it is asked again. */
class ProviderAwayTest {
  private static final Night NIGHT = Watch.night("2026-03-02");

  private final House house = new House();
  private final Watch watch = new Watch(house);

  @Test
  void aProviderOutOfReachKeepsTheNightOpenUntilItAnswers() {
    house.aFullDay();
    house.now.set(NIGHT.until().plus(Night.SETTLED));
    house.provider.silent(true);
    watch.nights.begin(NIGHT);
    List<InMemorySlices.Waiting> waiting = watch.queue.take();
    for (InMemorySlices.Waiting it : waiting.subList(0, waiting.size() - 1)) {
      assertThat(watch.nights.work(NIGHT, it.slice())).isEmpty();
    }
    Slice last = waiting.getLast().slice();
    assertThatThrownBy(() -> watch.nights.work(NIGHT, last)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> watch.nights.begin(NIGHT)).isInstanceOf(Unavailable.class);
    assertThat(watch.store.report(House.WORKSPACE, NIGHT.date())).isEmpty();
    house.provider.silent(false);
    assertThat(watch.nights.work(NIGHT, last)).isPresent();
    new Fold(house, NIGHT).assertIs(watch);
  }

  @Test
  void aNightThatIsBegunAgainSeesWhatWasMendedSince() {
    house.credited("vera", 40_00);
    Incoming planted = house.provider.pay(Optional.empty(), House.rub(77_00));
    house.now.set(NIGHT.until().plus(Night.SETTLED));
    Report first = watch.over(NIGHT);
    assertThat(first.differences()).hasSize(1);
    house.told(planted);
    Report again = watch.over(NIGHT);
    assertThat(again.differences()).isEmpty();
    assertThat(again.balances()).isEqualTo(first.balances());
    new Fold(house, NIGHT).assertIs(watch);
  }

  @Test
  void aProviderThatHasNoBookKeepsNoNightFromClosing() {
    house.credited("vera", 40_00);
    house.released("vera", "lev", 30_00);
    house.now.set(NIGHT.until().plus(Night.SETTLED));
    Watch alone = new Watch(house, new NoProvider());
    assertThat(alone.over(NIGHT).isClean()).isTrue();
    new Fold(house, NIGHT).assertIs(alone);
  }
}
