package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who changes members, and what of them. */
class AdministratorsTest {
  private static final MemberChange REVOKE = new MemberChange.Revoke();
  private static final MemberChange GRANT =
      new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("moscow"));
  private static final MemberChange LINK = new MemberChange.Link("card");
  private static final MemberChange UNLINK = new MemberChange.Unlink();
  private static final MemberChange HOLD = new MemberChange.Hold("reason");
  private static final MemberChange RELEASE = new MemberChange.Release();

  private final World world = World.inMemory();

  @Test
  void anAdministratorChangesEverything() {
    for (MemberChange change : List.of(HOLD, RELEASE, GRANT, REVOKE)) {
      assertThat(change(world.olga, "boris", change).person()).isEqualTo("boris");
    }
    for (MemberChange change : List.of(LINK, UNLINK)) {
      assertThat(change(world.olga, "vera", change).person()).isEqualTo("vera");
      // Who is no client has no card, and is not told of to those who keep cards.
      assertRefused(Code.NOT_FOUND, () -> change(world.olga, "boris", change));
    }
  }

  @Test
  void nobodyElseTakesOrGivesAccessOrHolds() {
    for (Member member : List.of(world.vera, world.lev, world.anna)) {
      for (MemberChange change : List.of(REVOKE, GRANT, HOLD, RELEASE)) {
        assertRefused(Code.NOT_ALLOWED, () -> change(member, "boris", change));
      }
    }
    assertThat(world.directory.member(world.workspace, "boris")).contains(world.boris);
  }

  @Test
  void whoAnswersForAChannelLinksCards() {
    assertThat(change(world.anna, "vera", LINK).card()).contains("card");
    assertThat(change(world.anna, "vera", UNLINK).card()).isEmpty();
    for (Member member : List.of(world.vera, world.lev)) {
      assertRefused(Code.NOT_ALLOWED, () -> change(member, "vera", LINK));
      assertRefused(Code.NOT_ALLOWED, () -> change(member, "vera", UNLINK));
    }
  }

  @Test
  void nobodyTakesTheirOwnAccess() {
    assertRefused(Code.NOT_ALLOWED, () -> change(world.olga, "olga", REVOKE));
    assertRefused(Code.NOT_ALLOWED, () -> change(world.olga, "olga", GRANT));
    assertThat(change(world.olga, "olga", HOLD).hold()).contains("reason");
  }

  @Test
  void onlyMembersAndChannelsThatAreThere() {
    for (MemberChange change : List.of(LINK, UNLINK, HOLD, RELEASE, GRANT, REVOKE)) {
      assertRefused(Code.NOT_FOUND, () -> change(world.olga, "nobody", change));
    }
    MemberChange atlantis =
        new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("moscow", "atlantis"));
    assertRefused(Code.INVALID_FIELD, () -> change(world.olga, "boris", atlantis));
    assertThat(world.directory.member(world.workspace, "boris")).contains(world.boris);
  }

  @Test
  void whoMayNotGrantLearnsNothingAboutChannels() {
    MemberChange atlantis = new MemberChange.Grant(Set.of(Role.OPERATOR), Set.of("atlantis"));
    for (Member member : List.of(world.vera, world.lev, world.anna)) {
      assertRefused(Code.NOT_ALLOWED, () -> change(member, "boris", atlantis));
    }
  }

  @Test
  void anAdministratorElsewhereIsNobodyHere() {
    World other = World.inMemory();
    assertRefused(
        Code.NOT_FOUND, () -> other.members.change(world.in(world.olga), "boris", REVOKE));
    assertThat(other.in(other.boris).member()).isEqualTo(other.boris);
  }

  private Member change(Member by, String person, MemberChange change) {
    return world.members.change(world.in(by), person, change);
  }
}
