package dev.parley.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every directory changes members one thing at a time. */
public abstract class MemberChangeContract {
  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);
  private final Member anna =
      new Member(
          workspace,
          "anna",
          "Anna",
          Set.of(Role.OPERATOR),
          Optional.of(SpecialistKind.LAWYER),
          Set.of("moscow", "kazan"),
          3);

  protected abstract Directory directory();

  @BeforeEach
  public void begin() {
    provision(anna);
  }

  @Test
  public void whoIsRevokedIsKnownByNameAndHasNoAccess() {
    Member revoked = change(new MemberChange.Revoke());
    assertThat(revoked).isEqualTo(with(anna.roles(), anna.channels(), 4, false, null, null));
    assertThat(stored()).isEqualTo(revoked);
    assertThat(directory().members(workspace, Set.of("anna"))).containsEntry("anna", revoked);
  }

  @Test
  public void aGrantIsWholeAndMakesEarlierSocketsVoid() {
    Member granted = change(new MemberChange.Grant(Set.of(Role.ARBITER), Set.of("kazan")));
    assertThat(granted).isEqualTo(with(Set.of(Role.ARBITER), Set.of("kazan"), 4, true, null, null));
    assertThat(stored()).isEqualTo(granted);

    Member nothing = change(new MemberChange.Grant(Set.of(), Set.of()));
    assertThat(nothing.roles()).isEmpty();
    assertThat(nothing.channels()).isEmpty();
    assertThat(stored()).isEqualTo(nothing);
  }

  @Test
  public void whoIsGrantedSomethingIsBack() {
    change(new MemberChange.Revoke());
    Member back = change(new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("moscow")));
    assertThat(back.active()).isTrue();
    assertThat(back.epoch()).isGreaterThan(3);
    assertThat(stored()).isEqualTo(back);
  }

  @Test
  public void aCardIsLinkedAndUnlinkedAndNothingElseChanges() {
    assertThat(change(new MemberChange.Link("card-1")))
        .isEqualTo(with(anna.roles(), anna.channels(), 3, true, "card-1", null));
    assertThat(change(new MemberChange.Link("card-2")))
        .isEqualTo(with(anna.roles(), anna.channels(), 3, true, "card-2", null));
    assertThat(stored().card()).contains("card-2");
    assertThat(change(new MemberChange.Unlink())).isEqualTo(anna);
    assertThat(change(new MemberChange.Unlink())).isEqualTo(anna);
    assertThat(stored()).isEqualTo(anna);
  }

  @Test
  public void aHoldIsSetAndReleasedAndNothingElseChanges() {
    assertThat(change(new MemberChange.Hold("суд")))
        .isEqualTo(with(anna.roles(), anna.channels(), 3, true, null, "суд"));
    assertThat(stored().hold()).contains("суд");
    assertThat(change(new MemberChange.Release())).isEqualTo(anna);
    assertThat(stored()).isEqualTo(anna);
  }

  @Test
  public void nobodyIsMadeByAChange() {
    for (MemberChange change :
        List.of(
            new MemberChange.Revoke(),
            new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of()),
            new MemberChange.Link("card"),
            new MemberChange.Unlink(),
            new MemberChange.Hold("reason"),
            new MemberChange.Release())) {
      assertThat(directory().change(workspace, "nobody", change)).isEmpty();
      assertThat(directory().change(workspace + "x", "anna", change)).isEmpty();
    }
    assertThat(directory().member(workspace, "nobody")).isEmpty();
    assertThat(stored()).isEqualTo(anna);
  }

  @Test
  public void provisioningKeepsWhatOnlyChangesWrite() {
    change(new MemberChange.Revoke());
    change(new MemberChange.Link("card"));
    change(new MemberChange.Hold("reason"));
    provision(
        new Member(
            workspace, "anna", "Anna", Set.of(Role.ARBITER), Optional.empty(), Set.of("kazan"), 0));
    Member kept = stored();
    assertThat(kept.roles()).containsExactly(Role.ARBITER);
    assertThat(kept.specialistKind()).isEmpty();
    assertThat(kept.channels()).containsExactly("kazan");
    assertThat(kept.epoch()).isEqualTo(4);
    assertThat(kept.active()).isFalse();
    assertThat(kept.card()).contains("card");
    assertThat(kept.hold()).contains("reason");
  }

  @Test
  public void aCardThatThePresetNamesIsTaken() {
    change(new MemberChange.Link("old"));
    provision(with(anna.roles(), anna.channels(), 0, true, "new", null));
    assertThat(stored()).isEqualTo(with(anna.roles(), anna.channels(), 3, true, "new", null));

    Member vera =
        new Member(
            workspace,
            "vera",
            "Vera",
            Set.of(Role.CLIENT),
            Optional.empty(),
            Set.of(),
            0,
            true,
            Optional.of("card"),
            Optional.empty());
    provision(vera);
    assertThat(directory().member(workspace, "vera")).contains(vera);
  }

  @Test
  public void differentChangesAtOnceAllCount() throws Exception {
    List<Callable<Optional<Member>>> changes = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      changes.add(() -> directory().change(workspace, "anna", new MemberChange.Revoke()));
    }
    changes.add(() -> directory().change(workspace, "anna", new MemberChange.Link("card")));
    changes.add(() -> directory().change(workspace, "anna", new MemberChange.Hold("reason")));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Member>> changed : threads.invokeAll(changes)) {
        assertThat(changed.get()).isPresent();
      }
    }
    assertThat(stored())
        .isEqualTo(with(anna.roles(), anna.channels(), 11, false, "card", "reason"));
  }

  private Member change(MemberChange change) {
    return directory().change(workspace, "anna", change).orElseThrow();
  }

  private Member stored() {
    return directory().member(workspace, "anna").orElseThrow();
  }

  private void provision(Member member) {
    Workspace settings = new Workspace(workspace, "W", StartPolicy.CLIENT_ONLY, Set.of());
    directory().provision(new Preset(settings, List.of(), List.of(member)));
  }

  private Member with(
      Set<Role> roles, Set<String> channels, long epoch, boolean active, String card, String hold) {
    return new Member(
        workspace,
        "anna",
        "Anna",
        roles,
        anna.specialistKind(),
        channels,
        epoch,
        active,
        Optional.ofNullable(card),
        Optional.ofNullable(hold));
  }
}
