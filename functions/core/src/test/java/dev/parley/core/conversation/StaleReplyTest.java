package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever answers for a channel learns that a colleague was faster. */
class StaleReplyTest {
  private final Watched store = new Watched();
  private final World world = store.world();
  private final Member olga = world.member("olga", Role.OPERATOR, Set.of("moscow"));

  private ConversationId id;
  private Session vera;
  private Session anna;
  private Session colleague;

  @BeforeEach
  void aClientAsks() {
    world.add(olga);
    id = world.inChannel();
    vera = world.open(world.vera);
    anna = world.open(world.anna);
    colleague = world.open(olga);
    world.watch(anna, id, 0);
    world.watch(colleague, id, 0);
    world.send(vera, id, "1.question", 1, "Are you open?");
  }

  @Test
  void anAnswerThatHasNotSeenAColleaguesIsRefusedWithThatAnswer() {
    world.send(anna, id, "2.answer", 2, "Yes");
    Entry answer = world.log(id).getLast();

    AlreadyAnswered refused = refused(() -> world.send(colleague, id, "2.answer", 2, "Until six"));

    assertThat(refused.code()).isEqualTo(Code.ALREADY_ANSWERED);
    assertThat(refused.answer()).isEqualTo(answer);
    assertThat(world.log(id)).endsWith(answer);
  }

  @Test
  void ofSeveralAnswersTheNewestIsTold() {
    world.send(anna, id, "2.answer", 2, "Yes");
    world.send(anna, id, "3.answer", 3, "Until six");
    world.send(vera, id, "4.thanks", 4, "Thanks");
    assertThat(refused(() -> world.send(colleague, id, "2.answer", 2, "Yes")).answer())
        .isEqualTo(world.log(id).get(3));
  }

  @Test
  void whoHasSeenTheAnswerWritesFreely() {
    world.send(anna, id, "2.answer", 2, "Yes");
    assertThat(world.send(colleague, id, "3.answer", 3, "Until six"))
        .isInstanceOf(Frame.Acknowledged.class);
  }

  @Test
  void whoConfirmsIsNotRefusedAndMayUseTheSameId() {
    world.send(anna, id, "2.answer", 2, "Yes");
    refused(() -> world.send(colleague, id, "2.answer", 2, "Until six"));
    Frame ack = world.confirm(colleague, id, "2.answer", 2, "Until six");
    assertThat(World.seq(ack)).isEqualTo(4);
  }

  @Test
  void ownAnswersAndTheClientsWordsAreNoReason() {
    world.send(anna, id, "2.first_", 2, "Yes");
    world.send(vera, id, "3.thanks", 3, "Thanks");
    assertThat(world.send(anna, id, "2.second", 2, "Until six"))
        .isInstanceOf(Frame.Acknowledged.class);
  }

  @Test
  void aClientIsNeverRefused() {
    world.send(anna, id, "2.answer", 2, "Yes");
    assertThat(world.send(vera, id, "1.hurry_", 1, "Hello?"))
        .isInstanceOf(Frame.Acknowledged.class);
  }

  @Test
  void aRepeatIsAnsweredByItsEntryWhateverCameAfter() {
    Frame ack = world.send(anna, id, "2.answer", 2, "Yes");
    world.confirm(colleague, id, "2.answer", 2, "Until six");
    assertThat(world.send(anna, id, "2.answer", 2, "Yes")).isEqualTo(ack);
  }

  @Test
  void aRepeatFromFarBackIsFoundBeforeItCouldBeRefused() {
    Frame ack = world.send(anna, id, "2.answer", 2, "Yes");
    for (long seq = 3; seq < Limits.TAIL_ENTRIES + 10; seq++) {
      world.advance(Limits.SEND_INTERVAL);
      world.send(colleague, id, seq + ".another", seq, "Anything else?");
    }
    assertThat(world.send(anna, id, "2.answer", 2, "Yes")).isEqualTo(ack);
    assertThat(refused(() -> world.send(anna, id, "2.another", 2, "No")).answer())
        .isEqualTo(world.log(id).getLast());
  }

  @Test
  void whatParleyNotesByItselfAnswersNobody() {
    Tail tail = world.store.tail(id, 1, 10).orElseThrow();
    List<Content> noted =
        List.of(
            new Content.Opened(),
            new Content.Blocked(),
            new Content.Unblocked(),
            new Content.Unknown("taken"));
    for (Content automatic : noted) {
      List<Entry> entries = new ArrayList<>(tail.entries());
      entries.add(following(tail.last(), automatic));
      assertThat(decide(new Tail(tail.conversation(), entries)))
          .isInstanceOf(Sending.Decision.Append.class);
    }
    List<Entry> entries = new ArrayList<>(tail.entries());
    entries.add(following(tail.last(), new Content.Text("Yes")));
    refused(() -> decide(new Tail(tail.conversation(), entries)));
  }

  @Test
  void afterALostRaceTheWinnersAnswerIsSeen() {
    store.beforeCommit = () -> world.send(anna, id, "2.answer", 2, "Yes");
    AlreadyAnswered refused = refused(() -> world.send(colleague, id, "2.answer", 2, "Yes"));
    assertThat(refused.answer()).isEqualTo(world.log(id).getLast());
    assertThat(world.log(id)).hasSize(3);
  }

  @Test
  void aClientWhoWasFasterIsNoReasonAfterALostRaceEither() {
    store.beforeCommit = () -> world.send(vera, id, "2.hurry_", 2, "Hello?");
    world.send(anna, id, "2.answer", 2, "Yes");
    assertThat(world.log(id)).hasSize(4);
  }

  @Test
  void theDecisionCostsNoCallOfItsOwn() {
    world.send(anna, id, "2.answer", 2, "Yes");
    store.calls.clear();
    refused(() -> world.send(colleague, id, "2.answer", 2, "Until six"));
    assertThat(store.calls).containsExactly("tail");

    store.calls.clear();
    world.confirm(colleague, id, "2.answer", 2, "Until six");
    assertThat(store.calls).containsExactly("tail", "commit");

    store.calls.clear();
    world.send(vera, id, "2.thanks", 2, "Thanks");
    assertThat(store.calls).containsExactly("tail", "commit");
  }

  private Sending.Decision decide(Tail tail) {
    Draft draft =
        new Draft(id, new ClientMessageId(2, "answer"), 2, false, new Content.Text("Hello"));
    return Sending.decide(tail, new Author("anna", Side.STAFF), draft, 2, Instant.EPOCH);
  }

  private static Entry following(Entry last, Content content) {
    return new Entry(
        last.seq() + 1,
        last.at(),
        "olga",
        Side.STAFF,
        Optional.empty(),
        content,
        last.running(),
        last.salt(),
        last.hash(),
        Optional.empty());
  }

  private static AlreadyAnswered refused(Runnable call) {
    AlreadyAnswered refused = catchThrowableOfType(AlreadyAnswered.class, call::run);
    assertThat(refused).isInstanceOf(Refused.class);
    return refused;
  }

  /** A store that notes its calls; something can happen right before the next commit. */
  private static final class Watched extends ForwardingConversations {
    private final List<String> calls = new ArrayList<>();
    private Runnable beforeCommit = () -> {};

    private final InMemoryConversations kept;

    private Watched() {
      this(new InMemoryConversations());
    }

    private Watched(InMemoryConversations kept) {
      super(kept);
      this.kept = kept;
    }

    private World world() {
      return new World(this, kept.inboxes(), new InMemoryRooms(), _ -> {});
    }

    @Override
    public Optional<Tail> tail(ConversationId id, long from, int atMost) {
      calls.add("tail");
      return super.tail(id, from, atMost);
    }

    @Override
    public List<Entry> page(ConversationId id, long after, int atMost) {
      calls.add("page");
      return super.page(id, after, atMost);
    }

    @Override
    public Optional<Entry> find(
        ConversationId id, String author, ClientMessageId message, long after) {
      calls.add("find");
      return super.find(id, author, message, after);
    }

    @Override
    public boolean commit(Commit commit) {
      calls.add("commit");
      Runnable before = beforeCommit;
      beforeCommit = () -> {};
      before.run();
      return super.commit(commit);
    }
  }
}
