package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartingTest {
  private final World world = World.inMemory();

  @ParameterizedTest
  @EnumSource(names = {"CLIENT_ONLY", "LINKED_CLIENT"})
  void staffNeitherOpenNorWriteFirstAndLearnNothingAboutClients(StartPolicy policy) {
    world.startPolicy(policy);
    for (String client : new String[] {"vera", "nobody", "lev"}) {
      assertRefused(Code.CLIENT_FIRST, () -> open(world.lev, client, Optional.empty()));
      assertRefused(Code.CLIENT_FIRST, () -> open(world.anna, client, Optional.of("moscow")));
    }
    ConversationId id = world.pair();
    Session lev = world.open(world.lev);
    assertRefused(Code.CLIENT_FIRST, () -> world.send(lev, id, "1.abcdef", 1, "hello"));
    ConversationId channel = world.inChannel();
    Session anna = world.open(world.anna);
    world.watch(anna, channel, 0);
    assertRefused(Code.CLIENT_FIRST, () -> world.send(anna, channel, "1.abcdef", 1, "hello"));
    assertThat(world.log(id)).hasSize(1);
    assertThat(world.log(channel)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void onceTheClientHasWrittenStaffWriteUnderEveryPolicy(StartPolicy policy) {
    world.startPolicy(policy);
    ConversationId id = world.pair();
    world.send(world.open(world.vera), id, "1.abcdef", 1, "hello");
    Session lev = world.open(world.lev);
    world.send(lev, id, "2.abcdef", 2, "hello");
    Frame ack = world.send(lev, id, "3.abcdef", 3, "how can I help?");
    assertThat(World.seq(ack)).isEqualTo(4);
    Conversations.Opened found = open(world.lev, "vera", Optional.empty());
    assertThat(found.created()).isFalse();
    assertThat(found.conversation().conversation().id()).isEqualTo(id);
  }

  @Test
  void whereStaffMayBeginTheyOpenTheSameConversationThatTheClientWould() {
    Conversations.Opened byLev = open(world.lev, "vera", Optional.empty());
    Conversations.Opened byAnna = open(world.anna, "vera", Optional.of("moscow"));
    assertThat(byLev.created()).isTrue();
    assertThat(byAnna.created()).isTrue();
    ConversationId id = byLev.conversation().conversation().id();
    assertThat(world.pair()).isEqualTo(id);
    assertThat(world.inChannel()).isEqualTo(byAnna.conversation().conversation().id());
    Entry opened = world.log(id).getFirst();
    assertThat(opened.author()).isEqualTo("lev");
    assertThat(opened.side()).isEqualTo(Side.STAFF);
    assertThat(
            world
                .lists
                .mine(world.in(world.vera), false, Optional.empty(), Limits.INBOX_ROWS)
                .conversations())
        .hasSize(2);
    Frame ack = world.send(world.open(world.lev), id, "1.abcdef", 1, "hello");
    assertThat(World.seq(ack)).isEqualTo(2);
  }

  @Test
  void staffOpenOnlyForThemselvesOrTheirChannelAndOnlyWithAClient() {
    assertRefused(Code.NOT_FOUND, () -> open(world.lev, "nobody", Optional.empty()));
    assertRefused(Code.NOT_FOUND, () -> open(world.lev, "lev", Optional.empty()));
    assertRefused(Code.NOT_FOUND, () -> open(world.lev, "anna", Optional.empty()));
    assertRefused(Code.NOT_FOUND, () -> open(world.lev, "vera", Optional.of("moscow")));
    assertRefused(Code.NOT_FOUND, () -> open(world.boris, "vera", Optional.of("moscow")));
    assertRefused(Code.NOT_ALLOWED, () -> open(world.anna, "vera", Optional.empty()));
    assertRefused(Code.NOT_ALLOWED, () -> open(world.vera, "vera", Optional.empty()));
  }

  @Test
  void nobodyBeginsWithWhoHasLostAccess() {
    Member other = world.member("other", Role.SPECIALIST, Set.of());
    world.add(other);
    revoke(other);
    Opening byClient = new Opening.ByClient(new Counterpart.Specialist("other"));
    assertRefused(Code.NOT_FOUND, () -> world.conversations.open(world.in(world.vera), byClient));

    Member gone = world.member("gone", Role.CLIENT, Set.of());
    world.add(gone);
    revoke(gone);
    assertRefused(Code.NOT_FOUND, () -> open(world.anna, "gone", Optional.of("moscow")));
  }

  private void revoke(Member member) {
    world.members.change(world.in(world.olga), member.person(), new MemberChange.Revoke());
  }

  private Conversations.Opened open(Member caller, String client, Optional<String> channel) {
    return world.conversations.open(world.in(caller), new Opening.ByStaff(client, channel));
  }
}
