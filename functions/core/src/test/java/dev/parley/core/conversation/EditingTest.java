package dev.parley.core.conversation;

import static dev.parley.core.conversation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One's own texts get another wording, for a day. */
class EditingTest {
  private final World world = World.inMemory();
  private final ConversationId id = world.pair();
  private final Session vera = world.open(world.vera);
  private final Session lev = world.open(world.lev);

  @Test
  void anEditIsAnEntryAndTheTextReadsAnew() {
    world.send(vera, id, "1.text__", 1, "helo");
    Frame answer = world.edit(vera, id, "2.edit__", 2, 2, "hello");

    assertThat(World.seq(answer)).isEqualTo(3);
    Entry text = world.log(id).get(1);
    assertThat(text.text()).contains("hello");
    assertThat(text.edit()).contains(new Edit(3, "hello"));
    Entry edited = world.log(id).get(2);
    assertThat(edited.content()).isEqualTo(new Content.Edited(2, "hello"));
    assertThat(edited.author()).isEqualTo("vera");
    assertThat(Chain.holds(conversation(), world.log(id))).isTrue();
  }

  @Test
  void everyEarlierWordingStaysInTheLog() {
    world.send(vera, id, "1.text__", 1, "one");
    world.edit(vera, id, "2.edit__", 2, 2, "two");
    world.edit(vera, id, "3.edit__", 3, 2, "three");

    List<Entry> log = world.log(id);
    assertThat(log.get(1).content()).isEqualTo(new Content.Text("one"));
    assertThat(log.get(2).content()).isEqualTo(new Content.Edited(2, "two"));
    assertThat(log.get(3).content()).isEqualTo(new Content.Edited(2, "three"));
    assertThat(log.get(1).edit()).contains(new Edit(4, "three"));
  }

  @Test
  void theInboxShowsTheWordingOfNow() {
    world.send(vera, id, "1.text__", 1, "helo");
    assertThat(world.row(id, Side.STAFF).newest().preview()).contains("helo");
    world.edit(vera, id, "2.edit__", 2, 2, "hello");
    InboxRow.Newest newest = world.row(id, Side.STAFF).newest();
    assertThat(newest.preview()).contains("hello");
    assertThat(newest.kind()).isEqualTo(Kind.EDITED);
    assertThat(newest.seq()).isEqualTo(3);
  }

  @Test
  void whoWatchesSeesTheEditAndWhoWatchesLaterReadsTheNewWording() {
    world.send(vera, id, "1.text__", 1, "helo");
    world.watch(lev, id, 0);
    world.edit(vera, id, "2.edit__", 2, 2, "hello");
    assertThat(world.audience.framesOf(lev).getLast())
        .isEqualTo(new Frame.Appended(id, world.log(id).getLast()));

    Frame.Entries entries = (Frame.Entries) world.watch(lev, id, 1).getLast();
    assertThat(entries.entries().getFirst().text()).contains("hello");
  }

  @Test
  void anEditIsNoMessage() {
    world.send(vera, id, "1.text__", 1, "helo");
    Running before = world.log(id).getLast().running();
    world.edit(vera, id, "2.edit__", 2, 2, "hello");
    Entry edited = world.log(id).getLast();
    assertThat(edited.totals()).isEqualTo(before.totals());
    assertThat(world.row(id, Side.STAFF).unread(Side.STAFF)).isEqualTo(1);

    world.change(world.vera, id, new Change.Hide());
    world.edit(vera, id, "4.edit__", 4, 2, "hello!");
    assertThat(world.log(id).getLast().standing().hidden()).isTrue();
  }

  @Test
  void onlyOwnTextsAreEdited() {
    world.send(vera, id, "1.text__", 1, "mine");
    world.edit(vera, id, "2.edit__", 2, 2, "mine!");
    world.change(world.vera, id, new Change.Hide());
    Attachment file = new Attachment("f".repeat(22), "a.pdf", "application/pdf", 1, "c2hh");
    write(vera, "4.file__", 4, new Content.File(file, Optional.empty()));

    assertRefused(Code.NOT_EDITABLE, () -> world.edit(lev, id, "5.edit__", 5, 2, "other"));
    for (long of : new long[] {1, 3, 4, 5}) {
      assertRefused(Code.NOT_EDITABLE, () -> world.edit(vera, id, "5.edit__", 5, of, "other"));
    }
    assertThat(world.log(id)).hasSize(5);
  }

  @Test
  void aColleaguesTextIsNotOnesOwn() {
    ConversationId channel = world.inChannel();
    world.add(colleague());
    Session anna = watching(world.open(world.anna), channel);
    Session other = watching(world.open(colleague()), channel);
    world.send(anna, channel, "1.text__", 1, "yes");
    assertRefused(Code.NOT_EDITABLE, () -> world.edit(other, channel, "2.edit__", 2, 2, "no"));
  }

  @Test
  void whatIsNotThereIsAnUnknownPosition() {
    world.send(vera, id, "1.text__", 1, "hello");
    for (long of : new long[] {3, 99}) {
      assertRefused(Code.UNKNOWN_POSITION, () -> world.edit(vera, id, "2.edit__", 2, of, "x"));
    }
    assertThat(world.log(id)).hasSize(2);
  }

  @Test
  void aTextIsEditedForADayToTheMillisecond() {
    world.send(vera, id, "1.text__", 1, "helo");
    world.advance(Limits.EDIT_WINDOW.minusMillis(1));
    world.edit(vera, id, "2.edit__", 2, 2, "hello");
    world.advance(Duration.ofMillis(1));
    assertRefused(Code.TOO_LATE, () -> world.edit(vera, id, "3.edit__", 3, 2, "hello!"));
    assertThat(world.log(id).get(1).text()).contains("hello");
  }

  @Test
  void aRetryGetsTheSameReceiptHoweverLateItIs() {
    world.send(vera, id, "1.text__", 1, "helo");
    Frame answer = world.edit(vera, id, "2.edit__", 2, 2, "hello");
    world.edit(vera, id, "3.edit__", 3, 2, "hello!");
    world.advance(Limits.EDIT_WINDOW);
    assertThat(world.edit(vera, id, "2.edit__", 2, 2, "hello")).isEqualTo(answer);
    assertThat(world.log(id)).hasSize(4);
    assertThat(world.log(id).get(1).text()).contains("hello!");
  }

  @Test
  void oneIdIsForOneThing() {
    world.send(vera, id, "1.text__", 1, "helo");
    world.edit(vera, id, "2.edit__", 2, 2, "hello");
    for (Content.Written other :
        List.of(
            new Content.Edited(2, "other"),
            new Content.Edited(1, "hello"),
            new Content.Text("hello"))) {
      assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> write(vera, "2.edit__", 3, other));
    }
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> world.edit(vera, id, "1.text__", 3, 2, "helo"));
  }

  @Test
  void staffEditOnlyWhatTheyWroteKnowingTheColleaguesAnswers() {
    ConversationId channel = world.inChannel();
    world.add(colleague());
    Session anna = watching(world.open(world.anna), channel);
    Session other = watching(world.open(colleague()), channel);
    world.send(anna, channel, "1.text__", 1, "at six");
    world.send(other, channel, "2.text__", 2, "at seven");
    assertRefused(
        Code.ALREADY_ANSWERED, () -> world.edit(anna, channel, "2.edit__", 2, 2, "at eight"));
    assertThat(World.seq(world.edit(anna, channel, "3.edit__", 3, 2, "at seven"))).isEqualTo(4);
    // Another wording is no new answer.
    assertThat(World.seq(world.edit(other, channel, "3.edit__", 3, 3, "at 7"))).isEqualTo(5);
  }

  @Test
  void nobodyEditsWhoMayNotWrite() {
    world.send(vera, id, "1.text__", 1, "hello");
    world.send(lev, id, "2.text__", 2, "hello");
    world.block(world.lev, id);
    assertRefused(Code.BLOCKED, () -> world.edit(vera, id, "4.edit__", 4, 2, "x"));
    assertRefused(Code.UNBLOCK_FIRST, () -> world.edit(lev, id, "4.edit__", 4, 3, "x"));
    world.unblock(world.lev, id);
    world.change(
        world.lev,
        id,
        new Change.Restrict(
            Reason.AGGRESSION, Optional.empty(), world.now().plus(Duration.ofHours(1))));
    world.change(world.vera, id, new Change.Leave());
    assertRefused(Code.RESTRICTED, () -> world.edit(vera, id, "7.edit__", 7, 2, "x"));
    assertRefused(Code.UNREACHABLE, () -> world.edit(lev, id, "7.edit__", 7, 3, "x"));
    assertThat(world.log(id)).hasSize(7);
  }

  @Test
  void overRestAnOperatorEditsWithoutWatching() {
    ConversationId channel = world.inChannel();
    Caller anna = new Caller.OverRest(world.in(world.anna));
    Content.Text text = new Content.Text("yes");
    world.messages.write(anna, draft(channel, "1.text__", 1, text));
    Receipt receipt =
        world
            .messages
            .write(anna, draft(channel, "2.edit__", 2, new Content.Edited(2, "no")))
            .receipt();
    assertThat(receipt.seq()).isEqualTo(3);
    assertThat(world.log(channel).get(1).text()).contains("no");
  }

  private void write(Session session, String message, long after, Content.Written content) {
    world.write(session, draft(id, message, after, content));
  }

  private static Draft draft(
      ConversationId id, String message, long after, Content.Written content) {
    return new Draft(id, ClientMessageId.parse(message).orElseThrow(), after, false, content);
  }

  private Member colleague() {
    return world.member("pavel", Role.OPERATOR, Set.of("moscow"));
  }

  private Session watching(Session session, ConversationId channel) {
    world.watch(session, channel, 0);
    return session;
  }

  private Conversation conversation() {
    return world.store.tail(id, 1, 1).orElseThrow().conversation();
  }
}
