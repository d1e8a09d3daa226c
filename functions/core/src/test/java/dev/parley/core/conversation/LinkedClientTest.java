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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff write first to a client who wrote before, to anybody, and has a card. */
class LinkedClientTest {
  private final World world = World.inMemory();

  @BeforeEach
  void onlyToLinkedClients() {
    world.startPolicy(StartPolicy.LINKED_CLIENT);
  }

  @Test
  void whoWroteToSomebodyAndHasACardIsWrittenToByAll() {
    write();
    link();
    Conversations.Opened byLev = open(world.lev, "vera", Optional.empty());
    assertThat(byLev.created()).isTrue();
    ConversationId id = byLev.conversation().conversation().id();
    Frame answer = world.send(world.open(world.lev), id, "1.text__", 1, "hello");
    assertThat(World.seq(answer)).isEqualTo(2);
    assertThat(open(world.boris, "vera", Optional.of("kazan")).created()).isTrue();
  }

  @Test
  void whoWroteWithoutACardIsNotWrittenTo() {
    write();
    assertNobodyBegins("vera");
    link();
    world.members.change(world.in(world.olga), "vera", new MemberChange.Unlink());
    assertNobodyBegins("vera");
  }

  @Test
  void whoHasACardAndNeverWroteIsNotWrittenTo() {
    link();
    assertNobodyBegins("vera");
    // To open is not to write.
    ConversationId id = world.pair();
    world.project(id);
    assertNoOperatorBegins("vera");
    Session lev = world.open(world.lev);
    assertRefused(Code.CLIENT_FIRST, () -> world.send(lev, id, "1.text__", 1, "hello"));
  }

  @Test
  void whatStaffWroteToThemIsNotTheirWord() {
    world.startPolicy(StartPolicy.STAFF_ANY);
    ConversationId id = world.inChannel();
    Session anna = world.open(world.anna);
    world.watch(anna, id, 0);
    world.send(anna, id, "1.text__", 1, "hello");
    world.project(id);
    world.startPolicy(StartPolicy.LINKED_CLIENT);
    link();
    assertNobodyBegins("vera");
  }

  @Test
  void whatTheyWroteAsStaffIsNotTheirWordAsAClient() {
    Member both =
        new Member(
            world.workspace,
            "both",
            "Both",
            Set.of(Role.CLIENT, Role.SPECIALIST),
            Optional.empty(),
            Set.of(),
            0,
            true,
            Optional.of("card"),
            Optional.empty());
    world.add(both);
    ConversationId id =
        world
            .conversations
            .open(world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist("both")))
            .conversation()
            .conversation()
            .id();
    world.send(world.open(world.vera), id, "1.text__", 1, "hello");
    world.send(world.open(both), id, "2.text__", 2, "hello");
    world.project(id);
    assertNobodyBegins("both");
  }

  @Test
  void inAConversationThatTheyOpenedStaffWriteFirstOnceTheyWroteElsewhere() {
    link();
    ConversationId id = world.pair();
    write();
    Frame answer = world.send(world.open(world.lev), id, "1.text__", 1, "hello");
    assertThat(World.seq(answer)).isEqualTo(2);
  }

  private void assertNobodyBegins(String client) {
    assertRefused(Code.CLIENT_FIRST, () -> open(world.lev, client, Optional.empty()));
    assertNoOperatorBegins(client);
  }

  private void assertNoOperatorBegins(String client) {
    assertRefused(Code.CLIENT_FIRST, () -> open(world.boris, client, Optional.of("kazan")));
  }

  /** The client writes to the channel of Moscow. */
  private void write() {
    ConversationId id = world.inChannel();
    world.send(world.open(world.vera), id, "1.text__", 1, "hello");
    world.project(id);
  }

  private void link() {
    world.members.change(world.in(world.olga), "vera", new MemberChange.Link("card-1"));
  }

  private Conversations.Opened open(Member caller, String client, Optional<String> channel) {
    return world.conversations.open(world.in(caller), new Opening.ByStaff(client, channel));
  }
}
