package dev.parley.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every directory must do. */
public abstract class DirectoryContract {
  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);

  protected abstract Directory directory();

  @Test
  public void whatIsProvisionedIsFoundAsItWas() {
    Member lawyer = member("lev", Optional.of(SpecialistKind.LAWYER), 0, Role.SPECIALIST);
    Workspace settings =
        new Workspace(
            workspace, "Портал", StartPolicy.CLIENT_ONLY, Set.of("https://portal.example"));
    Channel moscow = new Channel("moscow", "Москва");
    directory().provision(new Preset(settings, List.of(moscow), List.of(lawyer)));

    assertThat(directory().workspace(workspace)).contains(settings);
    assertThat(directory().channel(workspace, "moscow")).contains(moscow);
    assertThat(directory().member(workspace, "lev")).contains(lawyer);
  }

  @Test
  public void theRolesThatWorkInChatComeBackAsTheyWereSet() {
    for (Set<Role> roles :
        List.of(Set.of(Role.OPERATOR, Role.SPECIALIST), Set.<Role>of(), Set.of(Role.ARBITER))) {
      Workspace settings =
          new Workspace(
              workspace,
              "W",
              StartPolicy.STAFF_ANY,
              Set.of(),
              roles,
              FilePolicy.DEFAULT,
              ConsultationPolicy.DEFAULT);
      directory().provision(new Preset(settings, List.of(), List.of()));
      assertThat(directory().workspace(workspace)).contains(settings);
    }
  }

  @Test
  public void thePolicyOnFilesComesBackAsItWasSet() {
    for (FilePolicy files :
        List.of(
            new FilePolicy(Set.of("image/png", "application/pdf"), 104_857_600, 7),
            new FilePolicy(Set.of(), 1, 1))) {
      Workspace settings =
          new Workspace(
              workspace,
              "W",
              StartPolicy.STAFF_ANY,
              Set.of(),
              Workspace.CHAT_ROLES,
              files,
              ConsultationPolicy.DEFAULT);
      directory().provision(new Preset(settings, List.of(), List.of()));
      assertThat(directory().workspace(workspace)).contains(settings);
    }
  }

  @Test
  public void thePolicyOnConsultationsComesBackAsItWasSet() {
    Currency hryvnia = Currency.getInstance("UAH");
    for (ConsultationPolicy policy :
        List.of(
            ConsultationPolicy.DEFAULT,
            new ConsultationPolicy(
                hryvnia,
                Optional.of(new Money(Money.MOST, hryvnia)),
                BasisPoints.NONE,
                Duration.ofHours(1),
                Duration.ofMillis(60_001),
                Duration.ofDays(366),
                Duration.ofHours(2),
                Duration.ofHours(3)))) {
      Workspace settings =
          new Workspace(
              workspace,
              "W",
              StartPolicy.STAFF_ANY,
              Set.of(),
              Workspace.CHAT_ROLES,
              FilePolicy.DEFAULT,
              policy);
      directory().provision(new Preset(settings, List.of(), List.of()));
      assertThat(directory().workspace(workspace)).contains(settings);
    }
  }

  @Test
  public void everyWorkspaceIsListedOnceInTheOrderOfTheirIds() {
    for (String id : List.of(workspace + "-b", workspace + "-a", workspace + "-b")) {
      Workspace settings = new Workspace(id, "W", StartPolicy.CLIENT_ONLY, Set.of());
      directory().provision(new Preset(settings, List.of(), List.of()));
    }
    assertThat(directory().workspaces())
        .filteredOn(id -> id.startsWith(workspace))
        .containsExactly(workspace + "-a", workspace + "-b");
    assertThat(directory().workspaces()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  public void thePolicyOnPaymentsComesBackAsItWasSet() {
    Currency rouble = ConsultationPolicy.DEFAULT.currency();
    for (PaymentPolicy policy :
        List.of(
            PaymentPolicy.standard(rouble),
            new PaymentPolicy(
                new Money(1, rouble),
                new Money(Money.MOST, rouble),
                Duration.ofMillis(60_001),
                new Money(2, rouble),
                new Money(Money.MOST - 1, rouble),
                Money.zero(rouble)))) {
      Workspace settings =
          new Workspace(
              workspace,
              "W",
              StartPolicy.STAFF_ANY,
              Set.of(),
              Workspace.CHAT_ROLES,
              FilePolicy.DEFAULT,
              ConsultationPolicy.DEFAULT,
              policy);
      directory().provision(new Preset(settings, List.of(), List.of()));
      assertThat(directory().workspace(workspace)).contains(settings);
    }
  }

  @Test
  public void whatWasNeverProvisionedIsNotFound() {
    assertThat(directory().workspace(workspace)).isEmpty();
    assertThat(directory().workspaces()).doesNotContain(workspace);
    assertThat(directory().channel(workspace, "moscow")).isEmpty();
    assertThat(directory().member(workspace, "lev")).isEmpty();
  }

  @Test
  public void provisioningAgainChangesAMemberButNotTheirEpoch() {
    provision(member("lev", Optional.of(SpecialistKind.LAWYER), 7, Role.SPECIALIST));
    provision(member("lev", Optional.empty(), 0, Role.OPERATOR));

    assertThat(directory().member(workspace, "lev"))
        .contains(member("lev", Optional.empty(), 7, Role.OPERATOR));
  }

  @Test
  public void theSamePersonInAnotherWorkspaceIsAnotherMember() {
    provision(member("lev", Optional.empty(), 0, Role.CLIENT));
    assertThat(directory().member(workspace + "x", "lev")).isEmpty();
  }

  @Test
  public void manyAreFoundAtOnceAndTheUnknownAreMissing() {
    Set<String> persons =
        IntStream.range(0, 150).mapToObj(n -> "p" + n).collect(Collectors.toSet());
    List<Member> members =
        persons.stream().map(p -> member(p, Optional.empty(), 0, Role.CLIENT)).toList();
    directory().provision(new Preset(settings(), List.of(new Channel("a", "A")), members));

    Set<String> asked =
        IntStream.range(100, 250).mapToObj(n -> "p" + n).collect(Collectors.toSet());
    Map<String, Member> found = directory().members(workspace, asked);

    assertThat(found).hasSize(50);
    assertThat(found.get("p149").name()).isEqualTo("Name of p149");
    assertThat(directory().channels(workspace, Set.of("a", "b"))).containsOnlyKeys("a");
    assertThat(directory().channels(workspace, Set.of())).isEmpty();
  }

  @Test
  public void everybodyIsListedInPages() {
    List<Member> members =
        IntStream.range(10, 35)
            .mapToObj(n -> member("p" + n, Optional.empty(), 0, Role.CLIENT))
            .toList();
    directory().provision(new Preset(settings(), List.of(new Channel("a", "A")), members));

    List<String> first = directory().people(workspace, Optional.empty(), 20);
    List<String> rest = directory().people(workspace, Optional.of(first.getLast()), 20);

    assertThat(first).hasSize(20).startsWith("p10", "p11").endsWith("p29");
    assertThat(rest).containsExactly("p30", "p31", "p32", "p33", "p34");
    assertThat(directory().people(workspace + "x", Optional.empty(), 20)).isEmpty();
  }

  private void provision(Member member) {
    directory().provision(new Preset(settings(), List.of(), List.of(member)));
  }

  private Workspace settings() {
    return new Workspace(workspace, "W", StartPolicy.CLIENT_ONLY, Set.of());
  }

  private Member member(String person, Optional<SpecialistKind> kind, long epoch, Role role) {
    return new Member(
        workspace, person, "Name of " + person, Set.of(role), kind, Set.of("moscow"), epoch);
  }
}
