package dev.parley.core.payment;

import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Attachments;
import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.FileDescription;
import dev.parley.core.conversation.InboxLists;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.Matter;
import dev.parley.core.conversation.Messages;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.ShowTyping;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standings;
import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The conversation of a person with the workspace is read like any other, and never written in. */
class WorkspaceConversationTest {
  private final Counter counter = new Counter();

  @Test
  void theListShowsItUnreadAndReadingIsAsEverywhere() {
    counter.credited("vera", 100_00);
    project("vera");
    InboxLists lists = new InboxLists(counter.ports().conversations());
    List<Conversations.Shown> mine =
        lists.mine(counter.in("vera"), false, Optional.empty(), 9).conversations().stream()
            .filter(it -> it.conversation().id().equals(id("vera")))
            .toList();
    assertThat(mine).hasSize(1);
    assertThat(mine.getFirst().line().unread()).isEqualTo(1);
    assertThat(mine.getFirst().line().row().totals().unanswered()).isFalse();
    Conversations conversations = new Conversations(counter.ports().conversations());
    assertThat(conversations.show(counter.in("vera"), id("vera")).read())
        .contains(new Conversations.ReadBy(0, 0));
    assertRefused(Code.NOT_FOUND, () -> conversations.show(counter.in("maria"), id("vera")));
  }

  @Test
  void nobodyBlocksOrRestrictsTheWorkspaceAndHidingLastsUntilTheNextNotice() {
    counter.credited("vera", 100_00);
    Standings standings = new Standings(counter.ports().conversations());
    for (Change change : List.of(new Change.Block(true), new Change.Leave(), new Change.Lift())) {
      assertRefused(
          Code.NOT_ALLOWED, () -> standings.change(counter.in("vera"), id("vera"), change));
    }
    assertThat(
            standings.change(counter.in("vera"), id("vera"), new Change.Hide()).standing().hidden())
        .isTrue();
    counter.credited("vera", 100_00);
    assertThat(log("vera").getLast().standing().hidden()).isFalse();
    assertThat(log("vera")).hasSize(4);
  }

  @Test
  void nobodyWritesUploadsOrTypesThere() {
    counter.credited("vera", 100_00);
    dev.parley.core.conversation.Ports ports = counter.ports().conversations();
    Membership vera = counter.in("vera");
    for (Matter words :
        List.of(new Content.Text("Thank you"), new Content.Edited(2, "Less, please"))) {
      ClientMessageId message = ClientMessageId.parse("2.abcdef").orElseThrow();
      Draft draft = new Draft(id("vera"), message, 2, true, words);
      assertRefused(
          Code.NOT_ALLOWED, () -> new Messages(ports).write(new Caller.OverRest(vera), draft));
    }
    FileDescription file = new FileDescription("a.png", "image/png", 8, "sha");
    assertRefused(
        Code.NOT_ALLOWED, () -> new Attachments(ports, null, null).prepare(vera, id("vera"), file));
    Session session = new Session(Counter.WORKSPACE, "vera", 0, "socket-1");
    watch(session);
    new ShowTyping(ports).handle(vera, id("vera"));
    assertThat(counter.audience.framesOf(session)).isEmpty();
    assertThat(log("vera")).hasSize(2);
  }

  private void project(String person) {
    Projection projection = new Projection(counter.ports().conversations());
    List<Projection.Projected> rows = projection.project(id(person), log(person).getLast());
    assertThat(rows)
        .extracting(Projection.Projected::owner)
        .containsExactly(new InboxOwner.Person(Counter.WORKSPACE, person));
  }

  private void watch(Session session) {
    counter.rooms.register(session, Counter.START);
    Instant later = Counter.START.plusSeconds(3_600);
    counter.rooms.join(session, id(session.person()), Side.CLIENT, 9, later);
  }

  private static ConversationId id(String person) {
    return ConversationId.ofWorkspace(Counter.WORKSPACE, person);
  }

  private List<Entry> log(String person) {
    return counter.log.page(id(person), 0, Integer.MAX_VALUE);
  }
}
