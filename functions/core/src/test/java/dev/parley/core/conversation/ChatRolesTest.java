package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A workspace says which roles answer for channels; each person does for those granted to them. */
class ChatRolesTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.inChannel();
  private final Member arbiter = world.member("arbiter", Role.ARBITER, Set.of("moscow"));

  @Test
  void operatorsAnswerWhereAWorkspaceSaysNothing() {
    world.add(arbiter);
    assertAnswers(world.anna);
    assertNoAnswer(arbiter);
  }

  @Test
  void thoseAnswerWhoseRoleAWorkspaceNames() {
    world.add(arbiter);
    chatRoles(Set.of(Role.ARBITER));
    assertAnswers(arbiter);
    assertNoAnswer(world.anna);
  }

  @Test
  void aRoleWithoutAGrantIsNotEnough() {
    chatRoles(Set.of(Role.OPERATOR, Role.ADMINISTRATOR, Role.SPECIALIST));
    assertAnswers(world.anna);
    for (Member member : List.of(world.boris, world.olga, world.lev)) {
      assertNoAnswer(member);
    }
  }

  private void assertAnswers(Member member) {
    assertThat(world.conversations.read(world.in(member), id, 0, 10).entries()).isNotEmpty();
    assertThat(
            world.lists.ofChannel(world.in(member), "moscow", Optional.empty(), 10).conversations())
        .hasSize(1);
    assertThat(world.watch(world.open(member), id, 0)).hasSize(1);
    assertThat(world.in(member).channels(world.directory)).isNotEmpty();
  }

  private void assertNoAnswer(Member member) {
    assertRefused(Code.NOT_FOUND, () -> world.conversations.read(world.in(member), id, 0, 10));
    assertRefused(
        Code.NOT_FOUND,
        () -> world.lists.ofChannel(world.in(member), "moscow", Optional.empty(), 10));
    Session session = world.open(member);
    assertRefused(Code.NOT_FOUND, () -> world.watch(session, id, 0));
  }

  private void chatRoles(Set<Role> roles) {
    Workspace settings =
        new Workspace(
            world.workspace,
            "W",
            StartPolicy.STAFF_ANY,
            Set.of(),
            roles,
            FilePolicy.DEFAULT,
            ConsultationPolicy.DEFAULT);
    world.directory.provision(new Preset(settings, List.of(), List.of()));
  }
}
