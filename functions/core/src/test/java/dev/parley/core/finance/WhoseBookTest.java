package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.payment.FakeProvider;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The provider's book may be that of several workspaces, and there may be none. */
class WhoseBookTest {
  private static final String DAY = "2026-03-02";
  private static final String OTHER = "zoo";

  private final House house = new House();
  private final Watch watch = new Watch(house);

  private Report night() {
    house.now.set(Watch.night(DAY).until().plus(Night.SETTLED));
    return watch.over(DAY);
  }

  private void provisionOther() {
    provision(OTHER);
  }

  private void provision(String id) {
    Workspace other = new Workspace(id, "Other", StartPolicy.CLIENT_ONLY, Set.of());
    house.directory.provision(new Preset(other, List.of(), List.of()));
  }

  private Incoming paid(String workspace) {
    String reference = PaymentId.asked(workspace, "vera", "key-1").reference();
    house.provider.open(new Opening(reference, House.rub(150_00), "A top-up"));
    return house.provider.pay(reference);
  }

  @Test
  void whatNamesAnotherWorkspaceIsForItsOwnNight() {
    provisionOther();
    house.credited("vera", 300_00);
    Incoming paid = paid(OTHER);
    assertThat(night().differences()).isEmpty();
    assertThat(house.payments.find(PaymentId.external(House.WORKSPACE, paid.externalId())))
        .as("nobody takes in what is another's")
        .isEmpty();
  }

  @Test
  void whatNamesNoWorkspaceThatThereIsIsTakenInAndKeptAside() {
    Incoming paid = paid("nobody");
    Report report = night();
    assertThat(report.differences()).isEmpty();
    assertThat(house.payments.find(PaymentId.external(House.WORKSPACE, paid.externalId())))
        .isPresent();
  }

  @Test
  void whatNamesNoWorkspaceThatThereIsIsTakenInOnce() {
    provisionOther();
    Incoming paid = paid("nobody");
    house.arrivals.told(OTHER, paid);
    assertThat(night().differences()).isEmpty();
    assertThat(house.payments.find(PaymentId.external(House.WORKSPACE, paid.externalId())))
        .isEmpty();
  }

  @Test
  void whatNobodyAnnouncedIsThatWorkspacesWhichHasTakenItIn() {
    provisionOther();
    Incoming stray = house.provider.pay(Optional.empty(), House.rub(50_00));
    house.arrivals.told(OTHER, stray);
    Incoming untold = house.provider.pay(Optional.empty(), House.rub(60_00));
    assertThat(night().differences())
        .extracting(Difference::what)
        .containsExactly(untold.externalId());
  }

  @Test
  void whatNamesNobodyIsForTheFirstOfThemWhoseNightsRunSideBySide() {
    provision("a-first-one");
    Incoming paid = paid("nobody");
    assertThat(night().differences()).isEmpty();
    assertThat(house.payments.find(PaymentId.external(House.WORKSPACE, paid.externalId())))
        .isEmpty();
  }

  @Test
  void aProviderWithoutABookHasNothingThatDiffers() {
    Watch blind = new Watch(house, new Bookless(house.provider));
    house.credited("vera", 300_00);
    house.now.set(Watch.night(DAY).until().plus(Night.SETTLED));
    assertThat(blind.over(DAY).isClean()).isTrue();
  }

  /** Answers everything but what is in its book. */
  private record Bookless(FakeProvider provider) implements Payments {
    @Override
    public boolean keepsBook() {
      return false;
    }

    @Override
    public Page open(Opening opening) {
      return provider.open(opening);
    }

    @Override
    public List<Incoming> incoming(String reference) {
      return provider.incoming(reference);
    }

    @Override
    public Outgoing send(Sending sending) {
      return provider.send(sending);
    }

    @Override
    public Optional<Outgoing> outgoing(Sending sending) {
      return provider.outgoing(sending);
    }

    @Override
    public Operations operations(Instant from, Instant until, Optional<String> after) {
      throw new AssertionError("it has no book");
    }
  }
}
