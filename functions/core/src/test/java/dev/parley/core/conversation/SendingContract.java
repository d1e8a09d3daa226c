package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of sending on every store. */
public abstract class SendingContract {
  private static final int CROWD = 64;
  private static final int MANY = 10_000;
  private static final int BATCH = 100;

  private World world;

  protected abstract ConversationStore store();

  protected abstract Inboxes inboxes();

  protected abstract Rooms rooms();

  @BeforeEach
  public void begin() {
    world = new World(store(), inboxes(), rooms());
  }

  @Test
  public void of64MembersWhoSendAtOnceNothingIsLostDoubledOrOutOfOrder() throws Exception {
    ConversationId id = world.inChannel();
    List<Callable<Frame>> senders = new ArrayList<>();
    for (int n = 0; n < CROWD; n++) {
      Member operator = world.member("operator" + n, Role.OPERATOR, Set.of("moscow"));
      world.add(operator);
      Session session = world.open(operator);
      world.watch(session, id, 0);
      String text = "text " + n;
      String message = "1.message" + text.substring(5);
      senders.add(
          () -> {
            world.confirm(session, id, message, 1, text);
            return ack(session);
          });
    }

    List<Long> acknowledged = atOnce(senders).stream().map(World::seq).toList();

    List<Entry> log = world.log(id);
    assertThat(log).hasSize(CROWD + 1);
    assertThat(Chain.holds(conversation(id), log)).isTrue();
    assertThat(acknowledged)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, CROWD + 1).boxed().toList());
    assertThat(log.stream().skip(1).map(Entry::author).distinct()).hasSize(CROWD);
    assertThat(log.getLast().totals()).isEqualTo(new Totals(0, CROWD, Optional.of(Side.STAFF)));
  }

  @Test
  public void oneMessageSent64TimesAtOnceIsOneEntryAnd64EqualAnswers() throws Exception {
    ConversationId id = world.pair();
    List<Callable<Frame>> senders =
        IntStream.range(0, CROWD)
            .<Callable<Frame>>mapToObj(
                _ -> {
                  Session session = world.open(world.vera);
                  return () -> {
                    world.send(session, id, "1.thesame", 1, "hello");
                    return ack(session);
                  };
                })
            .toList();

    Set<Frame> answers = Set.copyOf(atOnce(senders));

    assertThat(answers).hasSize(1);
    assertThat(world.log(id)).hasSize(2);
  }

  /** The decision is made anew after every lost race, with what the winner has written. */
  @Test
  public void ofManyOperatorsWhoAnswerAtOnceOneIsStoredAndTheOthersAreTold() throws Exception {
    ConversationId id = world.inChannel();
    List<Callable<Optional<Entry>>> senders = new ArrayList<>();
    for (int n = 0; n < CROWD; n++) {
      Member operator = world.member("operator" + n, Role.OPERATOR, Set.of("moscow"));
      world.add(operator);
      Session session = world.open(operator);
      world.watch(session, id, 0);
      senders.add(() -> faster(session, id));
    }

    List<Optional<Entry>> answers = atOnce(senders);

    List<Entry> log = world.log(id);
    assertThat(log).hasSize(2);
    assertThat(answers).containsOnlyOnce(Optional.empty());
    assertThat(answers).containsOnly(Optional.empty(), Optional.of(log.getLast()));
  }

  /** The colleague's answer that was in the way; empty when there was none. */
  private Optional<Entry> faster(Session session, ConversationId id) {
    try {
      world.send(session, id, "1.answer", 1, "hello");
      return Optional.empty();
    } catch (AlreadyAnswered e) {
      return Optional.of(e.answer());
    }
  }

  @Test
  public void ofManyEditsAtOnceAllStandAndTheLastIsTheWording() throws Exception {
    ConversationId id = world.pair();
    world.send(world.open(world.vera), id, "1.text__", 1, "text");
    List<Callable<Frame>> editors = new ArrayList<>();
    for (int n = 1; n < Limits.SEND_BURST; n++) {
      Session session = world.open(world.vera);
      String wording = "wording " + n;
      String message = "2.message" + n;
      editors.add(() -> world.edit(session, id, message, 2, 2, wording));
    }
    assertThat(atOnce(editors)).hasSize(Limits.SEND_BURST - 1).doesNotHaveDuplicates();

    List<Entry> log = world.log(id);
    assertThat(log).hasSize(Limits.SEND_BURST + 1);
    assertThat(Chain.holds(conversation(id), log)).isTrue();
    assertThat(log.get(1).edit())
        .contains(new Edit(log.getLast().seq(), log.getLast().text().orElseThrow()));
    assertThat(log.get(1).content()).isEqualTo(new Content.Text("text"));
  }

  @Test
  public void aRetryAfterTenThousandEntriesStillFindsItsOriginal() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    Frame first = world.send(vera, id, "1.original", 1, "hello");
    fill(id, MANY);
    long last = world.store.tail(id, 1, 1).orElseThrow().last().seq();

    Frame again = world.send(vera, id, "1.original", last, "hello");

    assertThat(again).isEqualTo(first);
    assertThat(world.store.tail(id, 1, 1).orElseThrow().last().seq()).isEqualTo(last);
    assertThatThrownBy(() -> world.send(vera, id, "1.original", last, "other"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH));
  }

  @Test
  public void aNewMessageWhoseBaseIsFarBackIsAppendedOnce() {
    ConversationId id = world.pair();
    Session vera = world.open(world.vera);
    fill(id, Limits.TAIL_ENTRIES + 100);

    Frame first = world.send(vera, id, "1.fromtunnel", 1, "hello");
    Frame again = world.send(vera, id, "1.fromtunnel", 1, "hello");

    assertThat(World.seq(first)).isEqualTo(Limits.TAIL_ENTRIES + 102);
    assertThat(again).isEqualTo(first);
  }

  /** Appends entries by the store directly: ten thousand sends would test nothing more. */
  private void fill(ConversationId id, int entries) {
    Tail tail = world.store.tail(id, 1, 1).orElseThrow();
    Entry last = tail.last();
    List<Commit.Write> batch = new ArrayList<>();
    for (int n = 1; n <= entries; n++) {
      last = filling(tail.conversation(), last);
      batch.add(new Commit.Append(id, last));
      if (batch.size() == BATCH || n == entries) {
        assertThat(world.store.commit(new Commit(batch))).isTrue();
        batch.clear();
      }
    }
  }

  private static Entry filling(Conversation conversation, Entry last) {
    return Chain.linked(
        conversation,
        last.hash(),
        new Entry(
            last.seq() + 1,
            last.at(),
            "lev",
            Side.STAFF,
            ClientMessageId.parse(last.seq() + ".filling"),
            new Content.Text("filling"),
            new Running(last.totals().plusMessageOf(Side.STAFF), last.standing(), Pace.NONE),
            last.salt(),
            last.hash(),
            Optional.empty()));
  }

  private Conversation conversation(ConversationId id) {
    return world.store.tail(id, 1, 1).orElseThrow().conversation();
  }

  /** The answer to this very message: frames of others may come in between. */
  private Frame ack(Session session) {
    return world.audience.framesOf(session).stream()
        .filter(Frame.Acknowledged.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
