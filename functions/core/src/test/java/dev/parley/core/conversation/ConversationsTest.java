package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationsTest {
  private final World world = World.inMemory();

  @Test
  void thePairHasOneConversationHoweverOftenItIsOpened() {
    Conversations.Opened first =
        world.conversations.open(
            world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist("lev")));
    Conversations.Opened again =
        world.conversations.open(
            world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist("lev")));
    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.conversation().conversation()).isEqualTo(first.conversation().conversation());
    assertThat(first.conversation().names().kindOf("lev")).contains(SpecialistKind.LAWYER);
  }

  @Test
  void aConversationBeginsWithItsOpening() {
    List<Entry> log = world.log(world.pair());
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().content()).isEqualTo(new Content.Opened());
    assertThat(log.getFirst().totals()).isEqualTo(Totals.NONE);
  }

  @Test
  void of64WhoOpenAChannelConversationAtOnceOneBeginsItAndAllGetIt() throws Exception {
    Callable<Conversations.Opened> open =
        () ->
            world.conversations.open(
                world.in(world.vera), new Opening.ByClient(new Counterpart.Channel("moscow")));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Conversations.Opened> opened =
          threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> open).toList()).stream()
              .map(Future::resultNow)
              .toList();
      assertThat(opened.stream().filter(Conversations.Opened::created)).hasSize(1);
      assertThat(opened.stream().map(one -> one.conversation().conversation().id()).distinct())
          .hasSize(1);
    }
    assertThat(
            world
                .lists
                .mine(world.in(world.vera), false, Optional.empty(), Limits.INBOX_ROWS)
                .conversations())
        .hasSize(1);
  }

  @Test
  void onlyAClientBeginsAndOnlyWithSomebodyWhoIsThere() {
    assertRefused(
        Code.NOT_ALLOWED,
        () ->
            world.conversations.open(
                world.in(world.lev), new Opening.ByClient(new Counterpart.Specialist("vera"))));
    for (Counterpart nobody :
        List.of(
            new Counterpart.Specialist("nobody"),
            new Counterpart.Specialist("anna"),
            new Counterpart.Specialist("vera"),
            new Counterpart.Channel("atlantis"))) {
      assertRefused(
          Code.NOT_FOUND,
          () -> world.conversations.open(world.in(world.vera), new Opening.ByClient(nobody)));
    }
  }

  @Test
  void whatExistsIsFoundWithWhoIsRevokedAndNothingNewBegins() {
    ConversationId pair = world.pair();
    world.members.change(world.in(world.olga), "lev", new MemberChange.Revoke());
    assertThat(world.pair()).isEqualTo(pair);
    Opening.ByClient wish = new Opening.ByClient(new Counterpart.Specialist("lev"));
    assertThat(world.conversations.open(world.in(world.vera), wish).created()).isFalse();
    Member petr = world.member("petr", Role.CLIENT, Set.of());
    world.add(petr);
    assertRefused(Code.NOT_FOUND, () -> world.conversations.open(world.in(petr), wish));
  }

  @Test
  void everybodyListsTheirOwnTheNewestInFront() {
    ConversationId pair = world.pair();
    world.advance(Duration.ofMinutes(1));
    ConversationId channel = world.inChannel();

    assertThat(
            ids(world.lists.mine(world.in(world.vera), false, Optional.empty(), Limits.INBOX_ROWS)))
        .containsExactly(channel, pair);
    assertThat(
            ids(world.lists.mine(world.in(world.lev), false, Optional.empty(), Limits.INBOX_ROWS)))
        .containsExactly(pair);
    assertThat(
            ids(world.lists.mine(world.in(world.anna), false, Optional.empty(), Limits.INBOX_ROWS)))
        .isEmpty();
    assertThat(ids(world.lists.ofChannel(world.in(world.anna), "moscow", Optional.empty(), 200)))
        .containsExactly(channel);
    assertRefused(
        Code.NOT_FOUND,
        () -> world.lists.ofChannel(world.in(world.boris), "moscow", Optional.empty(), 200));
    assertRefused(
        Code.NOT_FOUND,
        () -> world.lists.ofChannel(world.in(world.vera), "moscow", Optional.empty(), 200));
  }

  @Test
  void aListThatIsCutSaysSo() {
    for (int n = 0; n <= Limits.INBOX_ROWS; n++) {
      world.add(world.member("lawyer" + n, Role.SPECIALIST, Set.of()));
      world.advance(Duration.ofSeconds(1));
      world.conversations.open(
          world.in(world.vera), new Opening.ByClient(new Counterpart.Specialist("lawyer" + n)));
    }
    InboxLists.Listed listed =
        world.lists.mine(world.in(world.vera), false, Optional.empty(), Limits.INBOX_ROWS);
    assertThat(listed.conversations()).hasSize(Limits.INBOX_ROWS);
    assertThat(listed.conversations())
        .extracting(shown -> shown.conversation().counterpart())
        .startsWith(new Counterpart.Specialist("lawyer" + Limits.INBOX_ROWS))
        .doesNotContain(new Counterpart.Specialist("lawyer0"));
    assertThat(listed.complete()).isFalse();
    assertThat(
            world
                .lists
                .mine(world.in(world.lev), false, Optional.empty(), Limits.INBOX_ROWS)
                .complete())
        .isTrue();
  }

  @Test
  void pagesReachTheEnd() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    for (long seq = 1; seq < 10; seq++) {
      world.send(vera, id, seq + ".message", seq, "text");
    }
    Conversations.Page page = world.conversations.read(world.in(world.lev), id, 0, 4);
    assertThat(page.entries()).hasSize(4);
    assertThat(page.last()).isEqualTo(10);
    assertThat(page.complete()).isFalse();
    assertThat(world.conversations.read(world.in(world.lev), id, 4, 500).complete()).isTrue();
    assertThat(world.conversations.read(world.in(world.lev), id, 10, 500).entries()).isEmpty();
    assertRefused(
        Code.UNKNOWN_POSITION, () -> world.conversations.read(world.in(world.lev), id, 11, 1));
  }

  @Test
  void aStrangerReadsNothing() {
    ConversationId pair = world.pair();
    ConversationId channel = world.inChannel();
    for (ConversationId id : List.of(pair, channel)) {
      assertRefused(
          Code.NOT_FOUND, () -> world.conversations.read(world.in(world.boris), id, 0, 10));
      assertRefused(Code.NOT_FOUND, () -> world.conversations.show(world.in(world.boris), id));
    }
    assertThat(world.conversations.read(world.in(world.anna), channel, 0, 10).entries()).hasSize(1);
  }

  private static List<ConversationId> ids(InboxLists.Listed listed) {
    return listed.conversations().stream().map(shown -> shown.conversation().id()).toList();
  }
}
